import type { JobId } from '@my-pitch/shared/ids';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { maxAttempts } from '@my-pitch/shared/limits';
import { type JobMessage, parseJobMessage } from '@my-pitch/shared/messages';
import type { Logger } from 'pino';
import type { JobQueue, ReceivedMessage } from '../ports.ts';
import { retryDelaySeconds } from './backoff.ts';
import { type Claim, claimJob } from './claim-job.ts';
import { logGivenUp, runAttempt, settleFinished, type WorkerContext } from './run-attempt.ts';

/** Short, because waiting does not make it readable; not 0, because the worker would spin. */
const unreadableRetrySeconds = 2;

/**
 * Handles one queue message: claims its job and runs an attempt. Deletes the message when the job
 * needs no more work; otherwise the message returns to the queue.
 * @throws {unknown} when the queue or the table does not answer. The message returns by itself.
 */
export async function handleMessage(message: ReceivedMessage, worker: WorkerContext) {
  const { queue } = worker;
  const { messageId, receiveCount: received } = message;
  const parsed = readMessage(message, worker.log.child({ messageId, received }));
  if (!parsed) return retryUnreadable(message, queue);

  const { jobId } = parsed;
  const log = worker.log.child({ messageId, received, ...parsed });

  const claim = await claimOrRetry(message, jobId, worker);
  switch (claim.kind) {
    case 'finished':
      log.info({ status: claim.status }, 'the job needs no more work');
      return settleFinished(message, jobId, claim.status, worker);
    case 'given-up':
      logGivenUp(log, 'worker-crashed');
      worker.metrics.record('SongsFailed', 1, { FailureCode: 'worker-crashed' });
      return settleFinished(message, jobId, 'failed', worker);
    case 'duplicate':
      log.info('duplicate message: the job is leased for another one');
      return queue.delete(message);
    case 'busy':
      log.info({ ...claim }, 'the job is leased for an earlier delivery of this message');
      return queue.hide(message, claim.freeInSeconds);
    case 'claimed':
      return runAttempt(claim.job, message, { ...worker, log: logOf(claim.job, parsed, log) });
  }
}

async function claimOrRetry(
  message: ReceivedMessage,
  jobId: JobId,
  { table, queue, workerId, leaseSeconds }: WorkerContext,
): Promise<Claim> {
  const { messageId, receiveCount } = message;
  try {
    return await claimJob(table, jobId, { workerId, messageId, leaseSeconds });
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
