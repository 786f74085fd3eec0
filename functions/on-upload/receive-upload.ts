import type { FailureCode } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import type { AwaitingUploadJob, Job, QueuedJob } from '@my-pitch/shared/job';
import { queueWrite, rejectUploadWrite } from '@my-pitch/shared/job-writes';
import type { ProductMetrics } from '@my-pitch/shared/product-metrics';
import type { Clock, JobQueue, JobTable, SongFiles, UploadSample } from '../ports.ts';
import type { QueueCounters } from '../queue/ports.ts';
import { headBytes, isKnownNonAudio } from './is-known-non-audio.ts';

export interface ReceiveUploadContext {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly files: Pick<SongFiles, 'sampleUpload' | 'removeUpload'>;
  readonly counters: Pick<QueueCounters, 'takeTicket' | 'dropTicket'>;
  readonly queue: JobQueue;
  /** Completes a job with an earlier result of the same file. Returns whether it did. */
  readonly reuseResult: (job: AwaitingUploadJob) => Promise<boolean>;
  readonly clock: Clock;
  readonly metrics: ProductMetrics;
  readonly maxUploadBytes: number;
}

/**
 * Receives a job's upload: checks it, queues the job and sends the message for the workers.
 *
 * S3 notifies at least once, and again after an error. Therefore both parts can be repeated: first a
 * job that waits for its upload changes its status; then the message is sent, or the upload deleted,
 * according to the status that the job has now. After a crash between the two, the next call finds the
 * job `queued` and sends the message. A duplicate message is harmless, because workers drop it. A
 * missing message would leave the job in the queue for ever.
 *
 * A form can be posted again while it is valid. Only the event of the upload that was queued sends a
 * message; each further post has an event of another name, and changes and sends nothing.
 * @param uploadEvent names the write of the object, the same when its event is repeated.
 * @returns the job after the call; `undefined` for an unknown job.
 */
export async function receiveUpload(
  jobId: JobId,
  uploadEvent: string | undefined,
  context: ReceiveUploadContext,
): Promise<Job | undefined> {
  const { table, files, queue } = context;
  const found = await table.read(jobId);
  if (found?.status === 'awaiting-upload') await queueOrReject(found, uploadEvent, context);
  const job = found?.status === 'awaiting-upload' ? await table.read(jobId) : found;
  switch (job?.status) {
    case 'queued':
      if (isQueuedBy(job, uploadEvent)) {
        await queue.send({ jobId, correlationId: job.correlationId });
      }
      break;
    case 'completed':
    case 'failed':
    case 'cancelled':
    case 'expired':
      // The upload came after the end of its job.
      await files.removeUpload(jobId);
      break;
  }
  return job;
}

/** Whether this event's upload was queued. A job of an older version does not know; a message too many is harmless. */
function isQueuedBy(job: QueuedJob, uploadEvent: string | undefined): boolean {
  return job.uploadEvent === undefined || job.uploadEvent === uploadEvent;
}

/** The write fails if another call was faster or the owner cancelled. The caller reads the status. */
async function queueOrReject(
  job: AwaitingUploadJob,
  uploadEvent: string | undefined,
  { table, files, counters, reuseResult, clock, metrics, maxUploadBytes }: ReceiveUploadContext,
): Promise<void> {
  const { jobId } = job;
  const sample = await files.sampleUpload(jobId, headBytes);
  if (!sample) return;
  const failureCode = rejectionCode(sample, Math.min(job.sizeBytes, maxUploadBytes));
  if (!failureCode && (await reuseResult(job))) return;
  const nowIso = new Date(clock()).toISOString();
  if (failureCode) {
    const isWritten = await table.write(rejectUploadWrite(jobId, failureCode, nowIso));
    if (isWritten) metrics.record('SongsFailed', 1, { FailureCode: failureCode });
    return;
  }
  const ticket = await counters.takeTicket();
  const isQueued = await table.write(queueWrite(jobId, { ticket, uploadEvent }, nowIso));
  if (!isQueued) await counters.dropTicket();
}

function rejectionCode(
  { sizeBytes, head }: UploadSample,
  maxUploadBytes: number,
): FailureCode | undefined {
  if (sizeBytes === 0) return 'empty-file';
  if (sizeBytes > maxUploadBytes) return 'too-large';
  if (isKnownNonAudio(head)) return 'unsupported-format';
  return undefined;
}
