import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { StackContext } from '../../vitest.d.ts';
import type { TestWorker, TestWorkers } from '../testing/test-workers.ts';
import { type CuttableNetwork, openCuttableNetwork } from './cuttable-network.ts';

const clockShift = pathToFileURL(join(import.meta.dirname, 'clock-shift.mjs')).href;
/** Room for a short song's raw audio. */
const diskSize = '128m';

export interface SoakWorkerOptions {
  readonly name: string;
  /** Whether the worker gets its own disk; see `canMountDisks`. */
  readonly hasDisk: boolean;
  /** Songs in flight. */
  readonly songs: number;
}

/** A worker that is restarted when it ends, with its own failing disk, network and clock. */
export class SoakWorker {
  readonly #workers: TestWorkers;
  readonly #networks: readonly CuttableNetwork[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #hasDisk: boolean;
  readonly #clockFile: string;
  #worker: TestWorker | undefined;
  #isClosed = false;

  private constructor(
    workers: TestWorkers,
    networks: readonly CuttableNetwork[],
    env: Readonly<Record<string, string>>,
    hasDisk: boolean,
  ) {
    this.#workers = workers;
    this.#networks = networks;
    this.#env = env;
    this.#hasDisk = hasDisk;
    this.#clockFile = env.CLOCK_SHIFT_FILE ?? '';
  }

  static async start(
    { workerEnv }: StackContext,
    workers: TestWorkers,
    { name, hasDisk, songs }: SoakWorkerOptions,
  ): Promise<SoakWorker> {
    const cloud = new URL(workerEnv.AWS_ENDPOINT_URL ?? '');
    const queue = new URL(workerEnv.JOB_QUEUE_URL ?? '');
    const [toCloud, toQueue] = [
      await openCuttableNetwork(Number(cloud.port)),
      await openCuttableNetwork(Number(queue.port)),
    ];
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${toCloud.port}`,
      JOB_QUEUE_URL: `http://127.0.0.1:${toQueue.port}${queue.pathname}`,
      CLOCK_SHIFT_FILE: join(workerEnv.WORK_DIR ?? '', `${name}.clock`),
      NODE_OPTIONS: `--import=${clockShift}`,
      PROBE_PAUSE_SECONDS: '2',
      WORKER_SONGS: String(songs),
    };
    const worker = new SoakWorker(workers, [toCloud, toQueue], env, hasDisk);
    void worker.#keepRunning();
    return worker;
  }

  /** Kills the worker, like a crash. */
  kill(): void {
    this.#worker?.process.kill();
  }

  /** Stops the worker, like a deployment or Ctrl-C. */
  stop(): void {
    this.#worker?.process.signal('SIGTERM');
  }

  /** Suspends all processes of the worker, like a machine that swaps. */
  async freeze(seconds: number): Promise<void> {
    const pid = this.#worker?.process.pid;
    if (pid === undefined) return;
    signalGroup(pid, 'SIGSTOP');
    await sleep(seconds * 1000);
    signalGroup(pid, 'SIGCONT');
  }

  async loseNetwork(seconds: number): Promise<void> {
    for (const network of this.#networks) network.cut();
    await sleep(seconds * 1000);
    for (const network of this.#networks) network.mend();
  }

  async shiftClock(bySeconds: number, seconds: number): Promise<void> {
    writeFileSync(this.#clockFile, String(bySeconds));
    await sleep(seconds * 1000);
    rmSync(this.#clockFile, { force: true });
  }

  /** Whether the worker has its own disk that can be filled. */
  get hasDisk(): boolean {
    return this.#hasDisk;
  }

  async fillDisk(seconds: number): Promise<void> {
    const worker = this.#worker;
    if (!worker?.onDisk) return;
    const filler = join(`/proc/${worker.process.pid}/root${worker.workDir}`, 'filler');
    fill(filler);
    await sleep(seconds * 1000);
    // If the worker has ended in the meantime, its disk is gone too.
    rmSync(filler, { force: true });
  }

  close(): void {
    this.#isClosed = true;
    this.kill();
    for (const network of this.#networks) network.close();
  }

  /** Restarts the worker when it has ended, like ECS. */
  async #keepRunning(): Promise<void> {
    while (!this.#isClosed) {
      this.#worker = this.#hasDisk
        ? this.#workers.startOnDisk(diskSize, this.#env)
        : this.#workers.start(this.#env);
      await this.#worker.process.ended;
      await sleep(500);
    }
  }
}

function fill(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(2 ** 20, 1), { flag: 'a' });
  } catch {
    // The disk is full, or it ended with its worker.
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The process has ended.
  }
}
