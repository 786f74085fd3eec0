import { type FailureCode, JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { type Completion, uncountCrashWrite } from '@my-pitch/shared/job-writes';
import { maxAttempts, maxReceiveCount } from '@my-pitch/shared/limits';
import type { Progress, Stage } from '@my-pitch/shared/stages';
import { isTerminal, type JobStatus } from '@my-pitch/shared/status';
import type { Logger } from 'pino';
import type { JobQueue, JobTable, ReceivedMessage, SongFiles } from '../ports.ts';
import { putOffSeconds } from './backoff.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import type { Fitness } from './fitness.ts';
import { LeasedJob } from './leased-job.ts';

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
  readonly fitness: Fitness;
  /** Aborts when this worker must stop. */
  readonly shutdown: AbortSignal;
  readonly onBeat: () => Promise<void>;
  readonly log: Logger;
}

/**
 * Works on a claimed job, and settles what becomes of it and of its message.
 * @throws {unknown} when the queue or the table does not answer; the message returns by itself.
 */
export async function runAttempt(
  job: ProcessingJob,
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<void> {
  const { shutdown, log, queue } = worker;
  log.info({ attempt: job.lease.attempt, attempts: job.attempts }, 'job claimed');
  const held = new LeasedJob({ ...worker, job, message });
  const giveBack = onceAborted(shutdown, async () => {
    await held.giveBack();
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
    worker.fitness.finishedSong();
    if (!(await held.complete(completion))) return await settleLost(job.jobId, message, worker);
    log.info({ processingSeconds: completion.processingSeconds }, 'job completed');
    await queue.delete(message);
  } catch (error) {
    if (held.lost.aborted) return await settleLost(job.jobId, message, worker);
    if (shutdown.aborted) return await giveBack.done();
    const diagnosis = diagnose(timeout.signal.aborted ? timeout.signal.reason : error);
    const attempts = await attemptsAfter(diagnosis, job, worker);
    // An orderly stop costs the song nothing, whatever was found out meanwhile.
    if (shutdown.aborted) return await giveBack.done();
    const isFinal = attempts >= maxAttempts && attempts > job.attempts;
    const failure = { ...diagnosis, attempts, isFinal };
    await settleFailed(failure, held, message, { ...worker, jobId: job.jobId });
  } finally {
    timeout.clear();
    held.stopHeartbeat();
    giveBack.forget();
  }
}

/**
 * How many claims have ended badly after this failure, for which the machine may have to be probed.
 * A song that cannot become a score has used up all of them.
 */
async function attemptsAfter(
  diagnosis: Diagnosis,
  { jobId, attempts }: ProcessingJob,
  { fitness }: WorkerContext,
): Promise<number> {
  if (diagnosis.blame === 'song') {
    fitness.finishedSong();
    return Math.max(maxAttempts, attempts + 1);
  }
  const isSongs = (await fitness.judge(diagnosis, jobId)) === 'song';
  return isSongs ? attempts + 1 : attempts;
}

/** Records a failure that is final, or gives the job back for another attempt. */
async function settleFailed(
  failure: Diagnosis & { readonly attempts: number; readonly isFinal: boolean },
  held: LeasedJob,
  message: ReceivedMessage,
  worker: WorkerContext & { readonly jobId: JobId },
): Promise<void> {
  const { log, queue, jobId } = worker;
  const { code, error, blame, attempts, isFinal } = failure;
  if (!isFinal && message.receiveCount < maxReceiveCount) {
    const delaySeconds = putOffSeconds(message.receiveCount);
    log.error({ err: error, blame, attempts, delaySeconds }, 'attempt failed, job given back');
    const failed = { attempts, lastFailureCode: code };
    const isBack = await held.giveBackPersistently({ delaySeconds, failed }, worker.shutdown);
    return isBack ? undefined : settleLost(jobId, message, worker);
  }
  if (blame === 'song') log.warn({ err: error, code }, 'job failed');
  else logGivenUp(log, code, error);
  if (!(await held.fail(code))) return settleLost(jobId, message, worker);
  await queue.delete(message);
}

/** The line that the alarm `SongGivenUp` counts: a song failed that may not be to blame. */
export function logGivenUp(log: Logger, code: FailureCode, error?: unknown): void {
  log.error({ metric: 'song-given-up', code, err: error }, 'song given up');
}

/**
 * The job was cancelled, finished or taken over while this worker was at it. A takeover counted a
 * crash. But the machine only stood still, or a clock was wrong, so the count is taken back.
 */
async function settleLost(
  jobId: JobId,
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<void> {
  const job = await worker.table.read(jobId);
  worker.log.info({ status: job?.status }, 'job is no longer held, attempt stopped');
  if (!job || isTerminal(job.status)) return settleEnded(message, jobId, job?.status, worker);
  await worker.table.write(uncountCrashWrite(jobId));
}

/** Deletes the message; and, for a job whose files must be gone, what an attempt may have uploaded after they were deleted. */
export async function settleEnded(
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
