import type { FailureCode } from '@my-pitch/shared/errors';
import type { ProcessingJob } from '@my-pitch/shared/job';
import {
  type Completion,
  completeWrite,
  type FailedAttempt,
  failHeldWrite,
  giveBackWrite,
  type JobWrite,
  progressWrite,
} from '@my-pitch/shared/job-writes';
import { type Progress, progressAt, type Stage } from '@my-pitch/shared/stages';
import type { Logger } from 'pino';
import type { JobQueue, JobTable, ReceivedMessage } from '../ports.ts';
import { invisibleSecondsFor, leaseUntil } from './lease.ts';
import { pause } from './pause.ts';

const minProgressIntervalMs = 1000;
const giveBackRetryIntervalMs = 1000;

export interface Holding {
  readonly job: Pick<ProcessingJob, 'jobId' | 'lease' | 'progress'>;
  readonly message: ReceivedMessage;
  readonly leaseSeconds: number;
  readonly table: JobTable;
  readonly queue: JobQueue;
  readonly log: Logger;
  /** Called with every heartbeat. */
  readonly onBeat?: () => Promise<void>;
}

export interface GiveBack {
  readonly delaySeconds?: number;
  readonly failed?: FailedAttempt;
}

/**
 * A job that this worker has claimed: renews the lease and the message's invisibility, and writes
 * progress and the outcome. Writes go one after another, so that an older progress never
 * overwrites a newer one.
 */
export class LeasedJob {
  readonly #holding: Holding;
  readonly #lost = new AbortController();
  #progress: Progress;
  #lastWriteMs: number;
  #queuedWrites = 0;
  #writes: Promise<unknown> = Promise.resolve();
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(holding: Holding) {
    this.#holding = holding;
    this.#progress = holding.job.progress;
    this.#lastWriteMs = Date.now();
  }

  /** Aborts when the job turns out to be cancelled, finished or taken over by another worker. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Starts the heartbeat: one at once, for the claim's lease is younger than the message's invisibility, then three in each lease. */
  startHeartbeat(): void {
    void this.#beat();
    const everyMs = (this.#holding.leaseSeconds * 1000) / 3;
    this.#heartbeat = setInterval(() => void this.#beat(), everyMs);
  }

  stopHeartbeat(): void {
    clearInterval(this.#heartbeat);
  }

  /**
   * Puts on record that a stage begins; the stage begins when this resolves.
   * @throws {unknown} the reason of {@link lost} when the job is no longer held.
   */
  async enterStage(stage: Stage): Promise<void> {
    const { endsAt } = this.#progress;
    this.#progress = { ...progressAt(stage, 0), ...(endsAt !== undefined && { endsAt }) };
    await this.#renewLease();
    this.#lost.signal.throwIfAborted();
  }

  /** Reports progress; writes at most once a second, the rest waits for the next report or heartbeat. */
  report(progress: Progress): void {
    this.#progress = progress;
    const isDue = Date.now() - this.#lastWriteMs >= minProgressIntervalMs;
    if (!isDue || this.#queuedWrites > 0 || this.lost.aborted) return;
    this.#renewLease().catch((error: unknown) => this.#warn(error, 'progress was not written'));
  }

  /** Whether the job became `completed`; `false` when it is no longer held. */
  complete(completion: Completion): Promise<boolean> {
    const { jobId, lease } = this.#holding.job;
    return this.#write(() => completeWrite(jobId, lease, completion, new Date().toISOString()));
  }

  /** Whether the job became `failed`; `false` when it is no longer held. */
  fail(code: FailureCode): Promise<boolean> {
    const { jobId, lease } = this.#holding.job;
    return this.#write(() => failHeldWrite(jobId, lease, code, new Date().toISOString()));
  }

  /**
   * Lets any worker take the job, in good order: the lease ends, then the message is visible again,
   * at once or after a delay.
   * @param failed absent when the worker stops for a reason of its own.
   * @returns whether the job was still held.
   */
  async giveBack({ delaySeconds = 0, failed }: GiveBack = {}): Promise<boolean> {
    this.stopHeartbeat();
    const { job, message, queue } = this.#holding;
    const isBack = await this.#write(() => giveBackWrite(job.jobId, job.lease, failed));
    if (isBack) await queue.hide(message, delaySeconds);
    return isBack;
  }

  /**
   * Like {@link giveBack}, and tries again for two leases while the table does not answer: when it
   * answers at last, another worker may have taken the job over, which this worker must learn of.
   * @throws {unknown} the last error, after two leases or once `shutdown` aborts.
   */
  async giveBackPersistently(giveBack: GiveBack, shutdown: AbortSignal): Promise<boolean> {
    const deadlineMs = performance.now() + 2 * this.#holding.leaseSeconds * 1000;
    for (;;) {
      try {
        return await this.giveBack(giveBack);
      } catch (error) {
        if (shutdown.aborted || performance.now() > deadlineMs) throw error;
        this.#warn(error, 'the job could not be given back, trying again');
        await pause(giveBackRetryIntervalMs, shutdown);
      }
    }
  }

  async #beat(): Promise<void> {
    const { message, queue, leaseSeconds, onBeat } = this.#holding;
    try {
      // The lease first: the message must not come back while the lease it finds is still alive.
      if (await this.#renewLease()) await queue.hide(message, invisibleSecondsFor(leaseSeconds));
      await onBeat?.();
    } catch (error) {
      this.#warn(error, 'heartbeat missed, the next one tries again');
    }
  }

  #renewLease(): Promise<boolean> {
    const { job, leaseSeconds } = this.#holding;
    return this.#write(() => {
      const lease = { ...job.lease, expiresAt: leaseUntil(Date.now(), leaseSeconds) };
      return progressWrite(job.jobId, lease, this.#progress);
    });
  }

  #write(compose: () => JobWrite): Promise<boolean> {
    this.#queuedWrites += 1;
    const written = this.#writes.then(async () => {
      if (this.lost.aborted) return false;
      this.#lastWriteMs = Date.now();
      const holds = await this.#holding.table.write(compose());
      if (!holds) this.#lost.abort(new Error('The job is no longer held by this worker'));
      return holds;
    });
    this.#writes = written
      .catch(() => undefined)
      .finally(() => {
        this.#queuedWrites -= 1;
      });
    return written;
  }

  #warn(error: unknown, text: string): void {
    this.#holding.log.warn({ err: error, jobId: this.#holding.job.jobId }, text);
  }
}
