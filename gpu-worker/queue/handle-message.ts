import { JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { ProcessingJob } from '@my-pitch/shared/job';
import type { Completion } from '@my-pitch/shared/job-writes';
import { parseJobMessage } from '@my-pitch/shared/messages';
import type { Progress, Stage } from '@my-pitch/shared/stages';
import { isTerminal, type JobStatus } from '@my-pitch/shared/status';
import type { Logger } from 'pino';
import type { JobQueue, JobTable, ReceivedMessage, SongFiles } from '../ports.ts';
import { claimJob } from './claim-job.ts';
import { failureOf } from './failure-of.ts';
import { HeldJob } from './held-job.ts';

/** Soon, for no wait makes it readable; but not at once, for a queue without a dead-letter queue would spin. */
const unreadableAgainAfterSeconds = 2;

/** What a running attempt tells, and how it is told to stop. */
export interface AttemptHooks {
  readonly signal: AbortSignal;
  /** Awaited before the stage begins. */
  readonly onStage: (stage: Stage) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
}

export interface WorkerContext {
  readonly workerId: string;
  readonly leaseSeconds: number;
  readonly jobTimeoutSeconds: number;
  readonly queue: JobQueue;
  readonly table: JobTable;
  readonly files: Pick<SongFiles, 'removeArtifacts'>;
  /** Runs the stages and uploads what they made. */
  readonly processJob: (job: ProcessingJob, hooks: AttemptHooks) => Promise<Completion>;
  /** Aborts when this worker must stop. */
  readonly shutdown: AbortSignal;
  readonly onBeat: () => Promise<void>;
  readonly log: Logger;
}

/**
 * Does whatever one message asks for, to its end: the message is deleted once nothing is left to
 * do, and otherwise returns to the queue.
 * @throws {unknown} when the queue or the table does not answer; the message returns by itself.
 */
export async function handleMessage(message: ReceivedMessage, worker: WorkerContext) {
  const { queue, table, workerId, leaseSeconds } = worker;
  const log = worker.log.child({ messageId: message.messageId, received: message.receiveCount });
  const jobId = readJobId(message, log);
  if (!jobId) return queue.hide(message, unreadableAgainAfterSeconds);

  const claimant = { workerId, messageId: message.messageId, leaseSeconds };
  const claim = await claimJob(table, jobId, claimant);
  switch (claim.kind) {
    case 'over':
      log.info({ jobId, status: claim.status }, 'nothing left to do for this job');
      return settleEnded(message, jobId, claim.status, worker);
    case 'duplicate':
      log.info({ jobId }, 'another message for a job that is being worked on');
      return queue.delete(message);
    case 'busy':
      log.info({ jobId, ...claim }, 'the holder of this message is alive');
      return queue.hide(message, claim.freeInSeconds);
    case 'claimed':
      return runAttempt(claim.job, message, { ...worker, log: log.child({ jobId }) });
  }
}

/** @returns `undefined` for a message that no attempt can read; it goes its way to the dead-letter queue. */
function readJobId({ body }: ReceivedMessage, log: Logger): JobId | undefined {
  try {
    return parseJobMessage(body).jobId;
  } catch (error) {
    log.error({ err: error, body: body.slice(0, 200) }, 'not a job message');
    return undefined;
  }
}

async function runAttempt(job: ProcessingJob, message: ReceivedMessage, worker: WorkerContext) {
  const { shutdown, log, queue } = worker;
  log.info({ attempt: job.lease.attempt }, 'job claimed');
  const held = new HeldJob({ ...worker, job, message });
  const giveBack = onceAborted(shutdown, async () => {
    await held.release();
    log.info('job given back');
  });
  held.startHeartbeat();
  const timeout = stopwatch(worker.jobTimeoutSeconds);
  const signal = AbortSignal.any([held.lost, shutdown, timeout.signal]);
  try {
    const completion = await worker.processJob(job, {
      signal,
      onStage: (stage) => held.enterStage(stage),
      onProgress: (progress) => held.report(progress),
    });
    if (!(await held.complete(completion))) return await settleLost(job.jobId, message, worker);
    log.info({ processingSeconds: completion.processingSeconds }, 'job completed');
    await queue.delete(message);
  } catch (error) {
    if (held.lost.aborted) return await settleLost(job.jobId, message, worker);
    if (shutdown.aborted) return await giveBack.done();
    const reason = timeout.signal.aborted ? timeout.signal.reason : error;
    await settleFailed(reason, held, job.jobId, message, worker);
  } finally {
    timeout.clear();
    held.stopHeartbeat();
    giveBack.forget();
  }
}

/** Records a failure that is final, or gives the job back for another attempt. */
async function settleFailed(
  error: unknown,
  held: HeldJob,
  jobId: JobId,
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<void> {
  const code = failureOf(error, message.receiveCount);
  if (code === undefined) {
    worker.log.error({ err: error }, 'attempt failed, giving the job back');
    return held.release();
  }
  worker.log.warn({ err: error, code }, 'job failed');
  if (!(await held.fail(code))) return settleLost(jobId, message, worker);
  await worker.queue.delete(message);
}

/** The job was cancelled, finished or taken over while this worker was at it. */
async function settleLost(
  jobId: JobId,
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<void> {
  const job = await worker.table.read(jobId);
  worker.log.info({ status: job?.status }, 'job is no longer held, attempt stopped');
  if (!job || isTerminal(job.status)) await settleEnded(message, jobId, job?.status, worker);
}

/** Deletes the message; and, for a job whose files must be gone, what an attempt may have uploaded after they were deleted. */
async function settleEnded(
  message: ReceivedMessage,
  jobId: JobId,
  status: JobStatus | undefined,
  { files, queue }: WorkerContext,
): Promise<void> {
  if (status !== 'completed') await files.removeArtifacts(jobId);
  await queue.delete(message);
}

function stopwatch(seconds: number): { readonly signal: AbortSignal; clear(): void } {
  const expired = new AbortController();
  const reason = new JobFailure('timed-out', `The attempt took longer than ${seconds} s`);
  const timer = setTimeout(() => expired.abort(reason), seconds * 1000);
  return { signal: expired.signal, clear: () => clearTimeout(timer) };
}

/** Runs `act` as soon as the signal aborts; `done` waits for it. */
function onceAborted(signal: AbortSignal, act: () => Promise<void>) {
  let running: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running ??= act();
    return running;
  };
  const listener = (): void => {
    // Whoever waits for `done` sees a failure; the stages may never let anybody get there.
    start().catch(() => undefined);
  };
  signal.addEventListener('abort', listener, { once: true });
  return { done: start, forget: () => signal.removeEventListener('abort', listener) };
}
