import type { JobId } from '@my-pitch/shared/ids';
import { failDeadWrite } from '@my-pitch/shared/job-writes';
import { maxReceivesBeforeOriginal } from '@my-pitch/shared/limits';
import type { ReceivedMessage } from '../ports.ts';
import { takeDelaySeconds } from './backoff.ts';
import { settleFinished, type WorkerContext } from './run-attempt.ts';

/**
 * Returns a take whose original is still in work to the queue: no worker is occupied, and no attempt is
 * counted. An original that is not done in time fails the take.
 */
export async function postponeTake(
  message: ReceivedMessage,
  jobId: JobId,
  worker: WorkerContext,
): Promise<void> {
  const { queue, table, metrics, log } = worker;
  if (message.receiveCount < maxReceivesBeforeOriginal) {
    const delaySeconds = takeDelaySeconds(message.receiveCount);
    log.info({ delaySeconds }, 'the take waits for its original');
    return queue.hide(message, delaySeconds);
  }
  const code = 'original-not-ready';
  if (await table.write(failDeadWrite(jobId, code, new Date().toISOString()))) {
    log.warn({ code }, 'job failed');
    metrics.record('SongsFailed', 1, { FailureCode: code });
  }
  const job = await table.read(jobId);
  // Another worker may have claimed it, because the original is done now.
  if (job?.status === 'processing') return queue.hide(message, takeDelaySeconds(1));
  return settleFinished(message, jobId, job?.status, worker);
}
