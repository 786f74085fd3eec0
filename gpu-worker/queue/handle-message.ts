import type { JobId } from '@my-pitch/shared/ids';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { maxAttempts } from '@my-pitch/shared/limits';
import { type JobMessage, parseJobMessage } from '@my-pitch/shared/messages';
import type { Logger } from 'pino';
import type { JobQueue, ReceivedMessage } from '../ports.ts';
import { retryDelaySeconds } from './backoff.ts';
import { type Claim, claimJob, mustBeAlone } from './claim-job.ts';
import { postponeTake } from './postpone-take.ts';
import { logGivenUp, runAttempt, settleFinished, type WorkerContext } from './run-attempt.ts';
import { waitUntilAlone } from './wait-until-alone.ts';

/** Short, because waiting does not make it readable; not 0, because the worker would spin. */
const unreadableRetrySeconds = 2;

/** An attempt at a job that this worker has claimed. */
export interface Attempt {
  /** Whether no other song may be in flight beside it. */
  readonly mustBeAlone: boolean;
  /**
   * Runs the attempt and settles the job and its message.
   * @throws {unknown} when the queue or the table does not answer. The message returns by itself.
   */
  readonly run: () => Promise<void>;
}

/**
 * Handles one queue message: claims its job. A job that needs to be alone is claimed once no other song
 * is in flight. Deletes the message when the job needs no more work.
 * @returns the attempt to run at once; `undefined` when the message was deleted or returned to the queue.
 * @throws {unknown} when the queue or the table does not answer. The message returns by itself.
 */
export async function handleMessage(
  message: ReceivedMessage,
  worker: WorkerContext,
): Promise<Attempt | undefined> {
  const { queue } = worker;
  const { messageId, receiveCount: received } = message;
  const parsed = readMessage(message, worker.log.child({ messageId, received }));
  if (!parsed) {
    await retryUnreadable(message, queue);
    return undefined;
  }
  const { jobId } = parsed;
  const log = worker.log.child({ messageId, received, ...parsed });
  const claim = await claimOrRetry(message, jobId, worker);
  if (claim.kind === 'claimed') {
    const { job } = claim;
    const run = () => runAttempt(job, message, { ...worker, log: logOf(job, parsed, log) });
    return { mustBeAlone: mustBeAlone(job), run };
  }
  if (claim.kind === 'needs-to-be-alone') {
    log.info('the job waits until this worker has no other song');
    if (await waitUntilAlone(message, worker)) return handleMessage(message, worker);
    await queue.hide(message, 0);
    return undefined;
  }
  await settleUnclaimed(claim, message, jobId, { ...worker, log });
  return undefined;
}

/** Settles the message of a job that this worker must not work on. */
async function settleUnclaimed(
  claim: Exclude<Claim, { kind: 'claimed' | 'needs-to-be-alone' }>,
  message: ReceivedMessage,
  jobId: JobId,
  worker: WorkerContext,
): Promise<void> {
  const { log, queue } = worker;
  switch (claim.kind) {
    case 'finished':
      log.info({ status: claim.status }, 'the job needs no more work');
      return settleFinished(message, jobId, claim.status, worker);
    case 'given-up':
      logGivenUp(log, 'worker-crashed');
      worker.metrics.record('SongsFailed', 1, { FailureCode: 'worker-crashed' });
      return settleFinished(message, jobId, 'failed', worker);
    case 'waits-for-original':
      return postponeTake(message, jobId, worker);
    case 'duplicate':
      log.info('duplicate message: the job is leased for another one');
      return queue.delete(message);
    case 'busy':
      log.info({ ...claim }, 'the job is leased for an earlier delivery of this message');
      return queue.hide(message, claim.freeInSeconds);
  }
}

async function claimOrRetry(
  message: ReceivedMessage,
  jobId: JobId,
  { table, queue, workerId, leaseSeconds, inFlight }: WorkerContext,
): Promise<Claim> {
  const { messageId, receiveCount } = message;
  const hasOtherSongs = inFlight.count > 0;
  try {
    return await claimJob(table, jobId, { workerId, messageId, leaseSeconds, hasOtherSongs });
  } catch (error) {
    // Another worker may reach the table. If the queue does not answer either, the message returns
    // when its visibility timeout ends.
    await queue.hide(message, retryDelaySeconds(receiveCount)).catch(() => undefined);
    throw error;
  }
}

/** The log of a job. The record has its correlation id even if the message has none. */
function logOf({ correlationId }: ProcessingJob, message: JobMessage, log: Logger): Logger {
  const isKnown = message.correlationId !== undefined || correlationId === undefined;
  return isKnown ? log : log.child({ correlationId });
}

/** @returns `undefined` for a message that this version cannot read. */
function readMessage({ body }: ReceivedMessage, log: Logger): JobMessage | undefined {
  try {
    return parseJobMessage(body);
  } catch (error) {
    log.error({ err: error, body: body.slice(0, 200) }, 'not a job message');
    return undefined;
  }
}

/** A worker of a newer version may be able to read the message, so it is deleted only after a few tries. */
async function retryUnreadable(message: ReceivedMessage, queue: JobQueue): Promise<void> {
  if (message.receiveCount >= maxAttempts) return queue.delete(message);
  await queue.hide(message, unreadableRetrySeconds);
}
