import { setTimeout as sleep } from 'node:timers/promises';
import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { isTerminal } from '@my-pitch/shared/status';
import type { StackContext } from '../../vitest.d.ts';
import { noise } from '../testing/random.ts';
import { StackClient } from '../testing/stack-client.ts';
import { canMountDisks, TestWorkers } from '../testing/test-workers.ts';
import { chooseKind, type Kind, kinds, type SoakSong, soakSongs } from './soak-jobs.ts';
import { SoakWorker } from './soak-worker.ts';

export interface SoakOptions {
  readonly minutes: number;
  readonly workers: number;
  /** Songs in flight per worker. */
  readonly songs: number;
  readonly seed: number;
}

const faults = [
  ...(['kill', 'stop', 'freeze', 'full disk', 'lost network', 'clock step'] as const),
  ...(['duplicate message', 'replayed event'] as const),
] as const;
type Fault = (typeof faults)[number];

export interface SoakReport {
  readonly jobs: Readonly<Record<Kind, number>>;
  readonly faults: Readonly<Record<Fault, number>>;
  /** Numbers of failed jobs by failure code, including expected ones. */
  readonly failed: Readonly<Record<string, number>>;
  /** Jobs that are unknown to the API or miss artifacts. */
  readonly lost: readonly string[];
  /** Jobs that did not reach a terminal status. */
  readonly stuck: readonly string[];
  /** Jobs that failed unexpectedly or with an unexpected code. */
  readonly wronglyFailed: readonly string[];
  /** Jobs whose artifacts differ from those of a run without faults. */
  readonly differentBytes: readonly string[];
}

/** After the last fault a song may wait for a lease to expire, for its worker's pause, and for its turn. */
const drainSeconds = 240;
/** Longer than the test stack's lease of 4 s, so that another worker takes the job over. */
const freezeSeconds = [1, 9] as const;

/** Uploads files of all kinds while faults are injected into the workers, until the time is up. */
export async function runSoak(
  stack: StackContext,
  options: SoakOptions,
  print: (line: string) => void,
): Promise<SoakReport> {
  const soak = await Soak.open(stack, options);
  try {
    const endMs = Date.now() + options.minutes * 60_000;
    await Promise.all([soak.sendUntil(endMs), soak.disturbUntil(endMs)]);
    print('The last fault is over; waiting for the songs that are left.');
    return await soak.report();
  } finally {
    await soak.close();
  }
}

interface SentJob {
  readonly jobId: JobId;
  readonly kind: Kind;
}

class Soak {
  readonly #client: StackClient;
  readonly #workers: TestWorkers;
  readonly #slots: readonly SoakWorker[];
  readonly #songsInFlight: number;
  readonly #songs: Readonly<Record<Kind, SoakSong>>;
  readonly #sent: SentJob[] = [];
  readonly #faultCounts = countsOf(faults);
  readonly #next: () => number;
  /** The artifacts' checksums of a run without faults, by content. */
  readonly #undisturbed = new Map<SoakSong['content'], string>();

  private constructor(
    stack: StackContext,
    client: StackClient,
    workers: TestWorkers,
    slots: readonly SoakWorker[],
    { songs, seed }: SoakOptions,
  ) {
    this.#client = client;
    this.#workers = workers;
    this.#slots = slots;
    this.#songsInFlight = songs * slots.length;
    this.#songs = soakSongs(stack);
    this.#next = noise(seed);
  }

  static async open(stack: StackContext, options: SoakOptions): Promise<Soak> {
    const [client, workers] = [new StackClient(stack), new TestWorkers(stack)];
    const hasDisk = canMountDisks();
    const slots: SoakWorker[] = [];
    for (let n = 0; n < options.workers; n += 1) {
      const { songs } = options;
      slots.push(await SoakWorker.start(stack, workers, { name: `soak-${n}`, hasDisk, songs }));
    }
    const soak = new Soak(stack, client, workers, slots, options);
    for (const kind of ['voice', 'song'] as const) {
      const { jobId } = await client.submit(soak.#songs[kind]);
      soak.#undisturbed.set(soak.#songs[kind].content, await soak.#hashes(jobId));
    }
    return soak;
  }

  async sendUntil(endMs: number): Promise<void> {
    while (Date.now() < endMs) {
      if ((await this.#openJobs()) < 3 * this.#songsInFlight) await this.#sendOne();
      else await sleep(500);
    }
  }

  async disturbUntil(endMs: number): Promise<void> {
    const running: Promise<void>[] = [];
    while (Date.now() < endMs) {
      await sleep(this.#between(2000, 8000));
      const fault = faults[Math.floor(this.#between(0, faults.length))] ?? 'kill';
      const slot = this.#slots[Math.floor(this.#between(0, this.#slots.length))];
      if (!slot || (fault === 'full disk' && !slot.hasDisk)) continue;
      this.#faultCounts[fault] += 1;
      running.push(this.#disturb(fault, slot));
    }
    await Promise.all(running);
  }

  async report(): Promise<SoakReport> {
    const found = { lost: [], stuck: [], wronglyFailed: [], differentBytes: [] } as Record<
      'lost' | 'stuck' | 'wronglyFailed' | 'differentBytes',
      string[]
    >;
    const failed: Record<string, number> = {};
    const jobs = countsOf(kinds);
    const deadline = Date.now() + drainSeconds * 1000;
    for (const { jobId, kind } of this.#sent) {
      jobs[kind] += 1;
      const name = `${kind} ${jobId}`;
      const view = await this.#settled(jobId, deadline);
      if (!view) found.lost.push(name);
      else if (!isTerminal(view.status)) found.stuck.push(`${name}: ${view.status}`);
      else if (view.status === 'failed') {
        failed[view.failureCode] = (failed[view.failureCode] ?? 0) + 1;
        if (view.failureCode !== this.#songs[kind].expectedFailure) {
          found.wronglyFailed.push(`${name}: ${view.failureCode}`);
        }
      } else if (view.status === 'completed') {
        const hashes = await this.#hashes(jobId).catch(() => undefined);
        if (hashes === undefined) found.lost.push(name);
        else if (hashes !== this.#undisturbed.get(this.#songs[kind].content)) {
          found.differentBytes.push(name);
        }
      } else if (kind !== 'cancelled') found.lost.push(`${name}: ${view.status}`);
    }
    return { jobs, faults: this.#faultCounts, failed, ...found };
  }

  async close(): Promise<void> {
    for (const slot of this.#slots) slot.close();
    await this.#workers.killAll();
  }

  async #sendOne(): Promise<void> {
    const kind = chooseKind(this.#songs, this.#between(0, 1));
    const song = this.#songs[kind];
    const job = await this.#client.create(song);
    await job.upload(song.bytes);
    this.#sent.push({ jobId: job.jobId, kind });
    if (kind === 'resent') await job.upload(song.bytes);
    if (kind === 'cancelled') {
      void sleep(this.#between(0, 6000)).then(() => this.#client.cancel(job.jobId, job.ownerToken));
    }
  }

  #disturb(fault: Fault, slot: SoakWorker): Promise<void> {
    switch (fault) {
      case 'kill':
        return Promise.resolve(slot.kill());
      case 'stop':
        return Promise.resolve(slot.stop());
      case 'freeze':
        return slot.freeze(this.#between(...freezeSeconds));
      case 'full disk':
        return slot.fillDisk(this.#between(2, 8));
      case 'lost network':
        return slot.loseNetwork(this.#between(1, 8));
      case 'clock step':
        return slot.shiftClock(this.#between(-90, 90), this.#between(2, 8));
      case 'duplicate message':
        return this.#forSomeJob((jobId) => this.#client.sendMessageAgain(jobId));
      case 'replayed event':
        return this.#forSomeJob((jobId) => this.#client.replayUploadEvent(jobId));
    }
  }

  async #forSomeJob(act: (jobId: JobId) => Promise<void>): Promise<void> {
    const job = this.#sent[Math.floor(this.#between(0, this.#sent.length))];
    if (job) await act(job.jobId);
  }

  async #openJobs(): Promise<number> {
    const views = await Promise.all(
      this.#sent.slice(-8 * this.#songsInFlight).map(({ jobId }) => this.#client.view(jobId)),
    );
    return views.filter((view) => !isTerminal(view.status)).length;
  }

  /** The job's view once terminal, or at the deadline; `undefined` for an unknown job. */
  async #settled(jobId: JobId, deadline: number): Promise<JobView | undefined> {
    for (;;) {
      const view = await this.#client.view(jobId).catch(() => undefined);
      if (!view || isTerminal(view.status) || Date.now() > deadline) return view;
      await sleep(200);
    }
  }

  async #hashes(jobId: JobId): Promise<string> {
    const hashes = await this.#client.artifactHashes(jobId);
    return JSON.stringify(Object.entries(hashes).sort());
  }

  /** A pseudo-random number; the sequence depends on the seed only. */
  #between(min: number, max: number): number {
    return min + ((this.#next() + 1) / 2) * (max - min);
  }
}

function countsOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
