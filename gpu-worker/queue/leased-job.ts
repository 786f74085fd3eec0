import type { FailureCode } from '@my-pitch/shared/errors';
import type { ProcessingJob } from '@my-pitch/shared/job';
import {
  type Completion,
  completeWrite,
  type FailedAttempt,
  failLeasedWrite,
  giveBackWrite,
  type JobWrite,
  progressWrite,
} from '@my-pitch/shared/job-writes';
import { type Progress, progressAt, type Stage } from '@my-pitch/shared/stages';
import type { Logger } from 'pino';
import type { JobQueue, JobTable, ReceivedMessage } from '../ports.ts';
import { heartbeatIntervalMs, invisibleSecondsFor, leaseUntil } from './lease.ts';
import { pause } from './pause.ts';

const minProgressIntervalMs = 1000;
const giveBackRetryIntervalMs = 1000;

export interface LeasedJobContext {
  readonly job: Pick<ProcessingJob, 'jobId' | 'lease' | 'progress'>;
  readonly message: ReceivedMessage;
  readonly leaseSeconds: number;
  readonly table: JobTable;
  readonly queue: JobQueue;
  readonly log: Logger;
  /** Called with every heartbeat. */
  readonly onHeartbeat?: () => Promise<void>;
}

export interface GiveBack {
  readonly delaySeconds?: number;
  readonly failed?: FailedAttempt;
}

/**
 * A job that this worker has leased. Renews the lease and the message's visibility timeout, and
 * writes progress and outcome. Writes are sequential, so an older progress never overwrites a newer one.
 */
export class LeasedJob {
  readonly #context: LeasedJobContext;
  readonly #lost = new AbortController();
  #progress: Progress;
  #lastWriteMs: number;
  #queuedWrites = 0;
  #writes: Promise<unknown> = Promise.resolve();
  #heartbeatTimer: NodeJS.Timeout | undefined;

  constructor(context: LeasedJobContext) {
    this.#context = context;
    this.#progress = context.job.progress;
    this.#lastWriteMs = Date.now();
  }

  /** Aborts when a write shows that the job was cancelled, finished or claimed by another worker. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Starts the heartbeat: one at once, because the claim's lease is younger than the message's
   * visibility timeout, then three in each lease.
   */
  startHeartbeat(): void {
    void this.#heartbeat();
    const intervalMs = heartbeatIntervalMs(this.#context.leaseSeconds);
    this.#heartbeatTimer = setInterval(() => void this.#heartbeat(), intervalMs);
  }

  stopHeartbeat(): void {
    clearInterval(this.#heartbeatTimer);
  }

  /**
   * Records that a stage begins. The caller starts the stage when this resolves.
   * @throws {unknown} the reason of {@link lost} when the lease is lost.
   */
  async enterStage(stage: Stage): Promise<void> {
    const { endsAt } = this.#progress;
    this.#progress = { ...progressAt(stage, 0), ...(endsAt !== undefined && { endsAt }) };
    await this.#renewLease();
    this.#lost.signal.throwIfAborted();
  }

  /**
   * Reports progress. Writes at most once a second and never while another write is in flight; the
   * next report or heartbeat then writes the newest progress.
   */
  report(progress: Progress): void {
    this.#progress = progress;
    const isDue = Date.now() - this.#lastWriteMs >= minProgressIntervalMs;
    if (!isDue || this.#queuedWrites > 0) return;
    this.#renewLease().catch((error: unknown) => this.#warn(error, 'progress was not written'));
  }

  /** Completes the job. Returns `false` when the lease is lost. */
  complete(completion: Completion): Promise<boolean> {
    const { jobId, lease } = this.#context.job;
    return this.#write(() => completeWrite(jobId, lease, completion, new Date().toISOString()));
  }

  /** Fails the job. Returns `false` when the lease is lost. */
  fail(code: FailureCode): Promise<boolean> {
    const { jobId, lease } = this.#context.job;
    return this.#write(() => failLeasedWrite(jobId, lease, code, new Date().toISOString()));
  }

  /**
   * Returns the job to the queue: ends the lease, then makes the message visible, at once or after a
   * delay. Any worker can claim the job then.
   * @param failed the failed attempt to record; absent for an orderly stop.
   * @returns `false` when the lease was lost.
   */
  async giveBack({ delaySeconds = 0, failed }: GiveBack = {}): Promise<boolean> {
    this.stopHeartbeat();
    const { job, message, queue } = this.#context;
    const isGivenBack = await this.#write(() => giveBackWrite(job.jobId, job.lease, failed));
    if (isGivenBack) await queue.hide(message, delaySeconds);
    return isGivenBack;
  }

  /**
   * Like {@link giveBack}, but retries for two leases while the table does not answer. By then another
   * worker may have claimed the job, and this worker must find that out.
   * @throws {unknown} the last error, after two leases or once `shutdown` aborts.
   */
  async giveBackPersistently(giveBack: GiveBack, shutdown: AbortSignal): Promise<boolean> {
    const deadlineMs = performance.now() + 2 * this.#context.leaseSeconds * 1000;
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

  async #heartbeat(): Promise<void> {
    const { message, queue, leaseSeconds, onHeartbeat } = this.#context;
    try {
      // The lease first: the message must not return while its old lease is still valid.
      if (await this.#renewLease()) await queue.hide(message, invisibleSecondsFor(leaseSeconds));
      await onHeartbeat?.();
    } catch (error) {
      this.#warn(error, 'heartbeat failed, the next one tries again');
    }
  }

  #renewLease(): Promise<boolean> {
    const { job, leaseSeconds } = this.#context;
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
      const isLeased = await this.#context.table.write(compose());
      if (!isLeased) this.#lost.abort(new Error('This worker has lost its lease on the job'));
      return isLeased;
    });
    this.#writes = written
      .catch(() => undefined)
      .finally(() => {
        this.#queuedWrites -= 1;
      });
    return written;
  }

  #warn(error: unknown, text: string): void {
    this.#context.log.warn({ err: error }, text);
  }
}
