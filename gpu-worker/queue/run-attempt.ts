import { type FailureCode, JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { type Completion, uncountCrashWrite } from '@my-pitch/shared/job-writes';
import { maxAttempts, maxReceiveCount } from '@my-pitch/shared/limits';
import type { Progress, Stage } from '@my-pitch/shared/stages';
import { isTerminal, type JobStatus } from '@my-pitch/shared/status';
import type { Logger } from 'pino';
import type { JobQueue, JobTable, ReceivedMessage, SongFiles } from '../ports.ts';
import { AttemptMetrics, type AttemptMetricsContext } from './attempt-metrics.ts';
import { retryDelaySeconds } from './backoff.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { LeasedJob } from './leased-job.ts';
import type { SongsInFlight } from './songs-in-flight.ts';
import type { WorkerHealth } from './worker-health.ts';

/** How a running attempt reports progress and is stopped. */
export interface AttemptHooks {
  /** Aborts when the attempt must stop. */
  readonly signal: AbortSignal;
  /** Awaited before the stage begins. */
  readonly onStage: (stage: Stage) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
  /** Called with the execution provider that has separated the song. */
  readonly onSeparated: (provider: string) => void;
}

export interface WorkerContext extends AttemptMetricsContext {
  readonly workerId: string;
  readonly leaseSeconds: number;
  readonly jobTimeoutSeconds: number;
  readonly queue: JobQueue;
  readonly table: JobTable;
  readonly files: Pick<SongFiles, 'removeArtifacts'>;
  /** Runs the stages and uploads the artifacts. */
  readonly processJob: (job: ProcessingJob, hooks: AttemptHooks) => Promise<Completion>;
  readonly health: WorkerHealth;
  /** The songs of this worker that are in work. */
  readonly inFlight: Pick<SongsInFlight, 'count' | 'whenNone'>;
  /** Aborts when this worker must stop. */
  readonly shutdown: AbortSignal;
  readonly onHeartbeat: () => Promise<void>;
  readonly log: Logger;
}

/**
 * Runs one attempt at a claimed job, and settles the job and its message.
 * @throws {unknown} when the queue or the table does not answer. The message returns by itself.
 */
export async function runAttempt(
  job: ProcessingJob,
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<void> {
  const { shutdown, log, queue, health } = worker;
  const failuresBefore = health.failureCount;
  const metrics = new AttemptMetrics(job, worker);
  metrics.claimed();
  log.info({ attempt: job.lease.attempt, attempts: job.attempts }, 'job claimed');
  const leasedJob = new LeasedJob({ ...worker, job, message });
  const giveBack = onceAborted(shutdown, async () => {
    await leasedJob.giveBack();
    log.info('job given back');
  });
  leasedJob.startHeartbeat();
  const timeout = startTimeout(worker.jobTimeoutSeconds);
  const signal = AbortSignal.any([leasedJob.lost, shutdown, timeout.signal]);
  try {
    const completion = await worker.processJob(job, {
      signal,
      onStage: (stage) => {
        metrics.enteredStage(stage);
        return leasedJob.enterStage(stage);
      },
      onProgress: (progress) => leasedJob.report(progress),
      onSeparated: (provider) => metrics.separatedBy(provider),
    });
    health.recordFinishedSong(failuresBefore);
    if (!(await leasedJob.complete(completion))) {
      return await settleLost(job.jobId, message, worker);
    }
    metrics.completed();
    log.info({ processingSeconds: completion.processingSeconds }, 'job completed');
    await queue.delete(message);
  } catch (error) {
    if (leasedJob.lost.aborted) return await settleLost(job.jobId, message, worker);
    if (shutdown.aborted) return await giveBack.done();
    // Stages may throw an error of their own when the timeout stops them.
    const diagnosis = diagnose(timeout.signal.aborted ? timeout.signal.reason : error);
    if (diagnosis.blame === 'song') health.recordFinishedSong(failuresBefore);
    const attempts = await attemptsAfter(diagnosis, job, worker);
    // An orderly stop never counts as an attempt, even if the failure would.
    if (shutdown.aborted) return await giveBack.done();
    const isFinal = attempts >= maxAttempts && attempts > job.attempts;
    const failure = {
      ...diagnosis,
      attempts,
      isFinal,
      onFailed: () => metrics.failed(diagnosis.code),
    };
    await settleFailed(failure, leasedJob, message, { ...worker, jobId: job.jobId });
  } finally {
    timeout.clear();
    leasedJob.stopHeartbeat();
    giveBack.forget();
  }
}

/**
 * The job's count of bad attempts after this failure. An ambiguous failure needs a probe of the
 * machine. A failure of the song itself uses up all attempts.
 */
async function attemptsAfter(
  diagnosis: Diagnosis,
  { jobId, attempts }: ProcessingJob,
  { health }: WorkerContext,
): Promise<number> {
  if (diagnosis.blame === 'song') return Math.max(maxAttempts, attempts + 1);
  const cause = await health.attributeFailure(diagnosis, jobId);
  return cause === 'song' ? attempts + 1 : attempts;
}

interface FailedAttempt extends Diagnosis {
  readonly attempts: number;
  readonly isFinal: boolean;
  /** Called when the job has failed. */
  readonly onFailed: () => void;
}

/** Fails the job if no attempt is left, or gives it back for another attempt. */
async function settleFailed(
  failure: FailedAttempt,
  leasedJob: LeasedJob,
  message: ReceivedMessage,
  worker: WorkerContext & { readonly jobId: JobId },
): Promise<void> {
  const { log, queue, jobId } = worker;
  const { code, error, blame, attempts, isFinal, onFailed } = failure;
  if (!isFinal && message.receiveCount < maxReceiveCount) {
    const delaySeconds = retryDelaySeconds(message.receiveCount);
    log.error({ err: error, blame, attempts, delaySeconds }, 'attempt failed, job given back');
    const failed = { attempts, lastFailureCode: code };
    const isGivenBack = await leasedJob.giveBackPersistently(
      { delaySeconds, failed },
      worker.shutdown,
    );
    return isGivenBack ? undefined : settleLost(jobId, message, worker);
  }
  if (blame === 'song') log.warn({ err: error, code }, 'job failed');
  else logGivenUp(log, code, error);
  if (!(await leasedJob.fail(code))) return settleLost(jobId, message, worker);
  onFailed();
  await queue.delete(message);
}

/** Writes the log line that the alarm `SongGivenUp` counts: the song failed, perhaps by our fault. */
export function logGivenUp(log: Logger, code: FailureCode, error?: unknown): void {
  log.error({ metric: 'song-given-up', code, err: error }, 'song given up');
}

/**
 * Settles a job that was cancelled, finished or claimed by another worker during the attempt. Such a
 * claim counted a crash. This worker did not crash (it was suspended, or a clock was wrong), so it
 * takes that count back.
 */
async function settleLost(
  jobId: JobId,
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<void> {
  const job = await worker.table.read(jobId);
  worker.log.info({ status: job?.status }, 'lease lost, attempt stopped');
  if (!job || isTerminal(job.status)) return settleFinished(message, jobId, job?.status, worker);
  await worker.table.write(uncountCrashWrite(jobId));
}

/**
 * Deletes the message of a job that needs no more work. Unless the job is completed, it also deletes
 * artifacts that an attempt may have uploaded after the job's files were deleted.
 */
export async function settleFinished(
  message: ReceivedMessage,
  jobId: JobId,
  status: JobStatus | undefined,
  { files, queue }: WorkerContext,
): Promise<void> {
  if (status !== 'completed') await files.removeArtifacts(jobId);
  await queue.delete(message);
}

function startTimeout(seconds: number): { readonly signal: AbortSignal; clear(): void } {
  const expired = new AbortController();
  const reason = new JobFailure('timed-out', `The attempt took longer than ${seconds} s`);
  const timer = setTimeout(() => expired.abort(reason), seconds * 1000);
  return { signal: expired.signal, clear: () => clearTimeout(timer) };
}

/** Runs `act` once, when the signal aborts or `done` is called. `done` waits for it to end. */
function onceAborted(signal: AbortSignal, act: () => Promise<void>) {
  let running: Promise<void> | undefined;
  const done = (): Promise<void> => {
    running ??= act();
    return running;
  };
  const listener = (): void => {
    // The caller of `done` sees a failure. There may be none: a stage may not react to the signal.
    done().catch(() => undefined);
  };
  signal.addEventListener('abort', listener, { once: true });
  return { done, forget: () => signal.removeEventListener('abort', listener) };
}
