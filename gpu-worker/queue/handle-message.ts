import type { JobId } from '@my-pitch/shared/ids';
import { maxAttempts } from '@my-pitch/shared/limits';
import { parseJobMessage } from '@my-pitch/shared/messages';
import type { Logger } from 'pino';
import type { JobQueue, ReceivedMessage } from '../ports.ts';
import { putOffSeconds } from './backoff.ts';
import { type Claim, claimJob } from './claim-job.ts';
import { logGivenUp, runAttempt, settleEnded, type WorkerContext } from './run-attempt.ts';

/** Soon, for no wait makes it readable; but not at once, for it would spin. */
const unreadableAgainAfterSeconds = 2;

/**
 * Does whatever one message asks for, to its end: the message is deleted once nothing is left to
 * do, and otherwise returns to the queue.
 * @throws {unknown} when the queue or the table does not answer; the message returns by itself.
 */
export async function handleMessage(message: ReceivedMessage, worker: WorkerContext) {
  const { queue } = worker;
  const log = worker.log.child({ messageId: message.messageId, received: message.receiveCount });
  const jobId = readJobId(message, log);
  if (!jobId) return putOffUnreadable(message, queue);

  const claim = await claimOrPutOff(message, jobId, worker);
  switch (claim.kind) {
    case 'over':
      log.info({ jobId, status: claim.status }, 'nothing left to do for this job');
      return settleEnded(message, jobId, claim.status, worker);
    case 'given-up':
      logGivenUp(log.child({ jobId }), 'worker-crashed');
      return settleEnded(message, jobId, 'failed', worker);
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

async function claimOrPutOff(
  message: ReceivedMessage,
  jobId: JobId,
  { table, queue, workerId, leaseSeconds }: WorkerContext,
): Promise<Claim> {
  const { messageId, receiveCount } = message;
  try {
    return await claimJob(table, jobId, { workerId, messageId, leaseSeconds });
  } catch (error) {
    // Another worker may reach the table. If the queue does not answer either, the message waits.
    await queue.hide(message, putOffSeconds(receiveCount)).catch(() => undefined);
    throw error;
  }
}

/** @returns `undefined` for a message that no attempt can read. */
function readJobId({ body }: ReceivedMessage, log: Logger): JobId | undefined {
  try {
    return parseJobMessage(body).jobId;
  } catch (error) {
    log.error({ err: error, body: body.slice(0, 200) }, 'not a job message');
    return undefined;
  }
}

/** A worker of a newer version may read it. After a few tries it is logged, and of no use to anybody. */
async function putOffUnreadable(message: ReceivedMessage, queue: JobQueue): Promise<void> {
  if (message.receiveCount >= maxAttempts) return queue.delete(message);
  await queue.hide(message, unreadableAgainAfterSeconds);
}
