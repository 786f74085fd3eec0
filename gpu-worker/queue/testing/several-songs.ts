import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { type Job, jobSchema, type ProcessingJob } from '@my-pitch/shared/job';
import type { Completion } from '@my-pitch/shared/job-writes';
import type { AttemptHooks } from '../run-attempt.ts';
import { type WorkLoop, workLoop } from '../work-loop.ts';
import { completion, FakeTable, fakeHealth, fakeWorker, queuedJob } from './fake-worker.ts';
import { MemoryQueue } from './memory-queue.ts';

/** What a song does once it is in work; by default it runs until a test finishes it. */
export type SongBehaviour = (hooks: AttemptHooks) => Promise<Completion>;

export function idOfSong(n: number): JobId {
  return jobIdSchema.parse(`${String(n).padStart(8, '0')}-2222-4333-8444-555555555555`);
}

/** Queued songs numbered from 1 on, and any number of workers that take them. */
export class SeveralSongs {
  readonly queue = new MemoryQueue();
  readonly table: FakeTable;
  /** The numbers of the songs in work, in the order in which they began. */
  readonly inWork: number[] = [];
  readonly removedArtifacts: JobId[] = [];
  readonly #finish = new Map<number, () => void>();
  readonly #behaviours = new Map<number, SongBehaviour>();

  constructor(count: number) {
    const numbers = Array.from({ length: count }, (_, n) => n + 1);
    this.table = new FakeTable(
      numbers.map((n) => jobSchema.parse({ ...queuedJob, jobId: idOfSong(n) })),
    );
    for (const n of numbers) this.queue.send(idOfSong(n));
  }

  set(n: number, behaviour: SongBehaviour): void {
    this.#behaviours.set(n, behaviour);
  }

  /** Finishes a song that is in work. */
  finish(n: number): void {
    const finish = this.#finish.get(n);
    if (!finish) throw new Error(`Song ${n} is not in work`);
    finish();
  }

  async job(n: number): Promise<Job | undefined> {
    return this.table.read(idOfSong(n));
  }

  /** Starts a worker. Its ports work until `crash`, which leaves its songs as a killed process does. */
  startWorker(maxSongs: number, overrides: Partial<WorkLoop> = {}) {
    const { worker, shutdown } = fakeWorker(undefined, { health: fakeHealth() });
    const life = new AbortController();
    const hasEnded = new Promise<never>(() => {});
    const whileAlive =
      <Args extends unknown[], Result>(
        call: (...args: Args) => Promise<Result>,
      ): ((...args: Args) => Promise<Result>) =>
      (...args) =>
        life.signal.aborted ? hasEnded : call(...args);
    const { queue, table } = this;
    const done = workLoop({
      ...worker,
      table: {
        read: whileAlive((jobId) => table.read(jobId)),
        write: whileAlive((write) => table.write(write)),
      },
      queue: {
        receive: whileAlive(async (seconds, signal) => {
          const message = await queue.receive(seconds, AbortSignal.any([signal, life.signal]));
          return life.signal.aborted ? hasEnded : message;
        }),
        hide: whileAlive((message, seconds) => queue.hide(message, seconds)),
        delete: whileAlive((message) => queue.delete(message)),
        check: async () => {},
      },
      files: { removeArtifacts: async (jobId) => void this.removedArtifacts.push(jobId) },
      protection: { enable: async () => {}, disable: async () => {} },
      processJob: (job, hooks) => this.#work(job, hooks),
      maxSongs,
      ...overrides,
    });
    done.catch(() => undefined);
    const crash = (): void => {
      life.abort();
      this.inWork.length = 0;
    };
    return { done, shutdown, crash };
  }

  async #work({ jobId }: ProcessingJob, hooks: AttemptHooks): Promise<Completion> {
    const n = Number(jobId.slice(0, 8));
    this.inWork.push(n);
    try {
      const behaviour = this.#behaviours.get(n);
      return await (behaviour ? behaviour(hooks) : this.#untilFinished(n, hooks));
    } finally {
      const index = this.inWork.indexOf(n);
      if (index >= 0) this.inWork.splice(index, 1);
    }
  }

  #untilFinished(n: number, { signal }: AttemptHooks): Promise<Completion> {
    const { promise, resolve, reject } = Promise.withResolvers<Completion>();
    this.#finish.set(n, () => resolve(completion));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
    return promise;
  }
}
