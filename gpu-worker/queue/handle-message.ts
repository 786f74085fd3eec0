import type { JobId } from '@my-pitch/shared/ids';
import { maxAttempts } from '@my-pitch/shared/limits';
import { parseJobMessage } from '@my-pitch/shared/messages';
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
  const log = worker.log.child({ messageId: message.messageId, received: message.receiveCount });
  const jobId = readJobId(message, log);
  if (!jobId) return retryUnreadable(message, queue);

  const claim = await claimOrRetry(message, jobId, worker);
  switch (claim.kind) {
    case 'finished':
      log.info({ jobId, status: claim.status }, 'the job needs no more work');
      return settleFinished(message, jobId, claim.status, worker);
    case 'given-up':
      logGivenUp(log.child({ jobId }), 'worker-crashed');
      return settleFinished(message, jobId, 'failed', worker);
    case 'duplicate':
      log.info({ jobId }, 'duplicate message: the job is leased for another one');
      return queue.delete(message);
    case 'busy':
      log.info({ jobId, ...claim }, 'the job is leased for an earlier delivery of this message');
      return queue.hide(message, claim.freeInSeconds);
    case 'claimed':
      return runAttempt(claim.job, message, { ...worker, log: log.child({ jobId }) });
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

/** @returns `undefined` for a message that this version cannot read. */
function readJobId({ body }: ReceivedMessage, log: Logger): JobId | undefined {
  try {
    return parseJobMessage(body).jobId;
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
