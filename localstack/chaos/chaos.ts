import { setTimeout as sleep } from 'node:timers/promises';
import type { JobId } from '@my-pitch/shared/ids';
import { tune } from '../testing/melody.ts';
import type { Product } from '../testing/product.ts';
import { noise } from '../testing/random.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { WebClient } from '../testing/web-client.ts';

/** The moments at which the product is killed. */
const moments = ['start', 'upload', 'work', 'stop'] as const;
type Moment = (typeof moments)[number];

export interface ChaosReport {
  readonly kills: Readonly<Record<Moment, number>>;
  /** Songs that were reported as completed before a kill. */
  readonly finished: number;
  /** Completed songs that are missing or have other bytes afterwards, each with the problem. */
  readonly broken: readonly string[];
  /** Songs whose upload was confirmed. */
  readonly uploaded: number;
  /** Uploaded songs that were not completed in the end. */
  readonly unfinished: readonly string[];
  /** Number of starts that had to redeploy. */
  readonly rebuilt: number;
  /** Durations of the starts that were not interrupted. */
  readonly startSeconds: readonly number[];
}

const voice = { bytes: synthesiseVoice(tune.slice(0, 4)), content: 'voice' as const };

/**
 * Repeatedly kills all processes of the product at random moments, restarts it, and checks that no
 * song was lost. The seed determines the moments.
 * @throws {Error} with the output of a failed start.
 */
export async function runChaos(
  product: Product,
  { kills, seed }: { readonly kills: number; readonly seed: number },
  print: (line: string) => void,
): Promise<ChaosReport> {
  const run = new ChaosRun(product, seed, print);
  for (let number = 0; number < kills; number += 1) {
    await run.killOnce(moments[number % moments.length] ?? 'work');
  }
  return run.finish();
}

class ChaosRun {
  readonly #product: Product;
  readonly #client: WebClient;
  readonly #random: () => number;
  readonly #print: (line: string) => void;
  readonly #kills: Record<Moment, number> = { start: 0, upload: 0, work: 0, stop: 0 };
  readonly #uploaded = new Set<JobId>();
  /** The artifacts' checksums of each completed song. */
  readonly #finished = new Map<JobId, Readonly<Record<string, string>>>();
  readonly #broken: string[] = [];
  readonly #startSeconds: number[] = [];
  #rebuilt = 0;

  constructor(product: Product, seed: number, print: (line: string) => void) {
    this.#product = product;
    this.#client = new WebClient(product.webUrl);
    const next = noise(seed);
    this.#random = () => (next() + 1) / 2;
    this.#print = print;
  }

  async killOnce(moment: Moment): Promise<void> {
    await this.#reach(moment);
    this.#product.killAll();
    await this.#product.gone();
    this.#rebuilt += /Redeployed/.test(this.#product.output) ? 1 : 0;
    this.#kills[moment] += 1;
    this.#print(`killed at ${moment}; ${this.#finished.size} of ${this.#uploaded.size} finished`);
  }

  async finish(): Promise<ChaosReport> {
    await this.#startAndCheck();
    const unfinished: string[] = [];
    for (const jobId of this.#uploaded) {
      await this.#client.waitForStatus(jobId, 'completed', 240).catch((error: unknown) => {
        unfinished.push(`${jobId}: ${error instanceof Error ? error.message : error}`);
      });
    }
    await this.#noteFinished();
    await this.#product.stop();
    return {
      kills: this.#kills,
      finished: this.#finished.size,
      broken: this.#broken,
      uploaded: this.#uploaded.size,
      unfinished,
      rebuilt: this.#rebuilt,
      startSeconds: this.#startSeconds,
    };
  }

  async #reach(moment: Moment): Promise<void> {
    if (moment === 'start') {
      this.#product.launch();
      // The first start takes half a minute, later ones a few seconds.
      const usual = Math.max(5, ...this.#startSeconds);
      return sleep(this.#random() * usual * 1000);
    }
    await this.#startAndCheck();
    if (moment === 'upload') {
      void this.#submit().catch(() => undefined);
      return sleep(this.#random() * 1500);
    }
    const jobId = await this.#submit();
    if (moment === 'work') {
      await sleep(this.#random() * 6000);
      return this.#noteFinished();
    }
    // The worst case: the song is completed just before the kill.
    await this.#client.waitForStatus(jobId, 'completed', 240);
    await this.#noteFinished();
    process.kill(this.#product.npmPid, 'SIGTERM');
    return sleep(this.#random() * 2500);
  }

  async #startAndCheck(): Promise<void> {
    const startMs = Date.now();
    await this.#product.start();
    this.#startSeconds.push((Date.now() - startMs) / 1000);
    await this.#checkFinished();
    await this.#noteFinished();
  }

  async #submit(): Promise<JobId> {
    const job = await this.#client.create(voice);
    const status = await job.upload(voice.bytes);
    if (status >= 300) throw new Error(`Upload failed: ${status}`);
    this.#uploaded.add(job.jobId);
    return job.jobId;
  }

  /** Records the songs that the API now reports as completed. */
  async #noteFinished(): Promise<void> {
    for (const jobId of this.#uploaded) {
      if (this.#finished.has(jobId)) continue;
      if ((await this.#client.view(jobId)).status !== 'completed') continue;
      this.#finished.set(jobId, await this.#client.artifactHashes(jobId));
    }
  }

  async #checkFinished(): Promise<void> {
    for (const [jobId, expected] of this.#finished) {
      // A song completed less than two seconds before a kill may be processed again, with the same result.
      const problem = await this.#client.artifactHashes(jobId).then(
        (found) => (JSON.stringify(found) === JSON.stringify(expected) ? undefined : 'other bytes'),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (problem !== undefined) this.#broken.push(`${jobId}: ${problem}`);
    }
  }
}
