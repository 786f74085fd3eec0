import type { FailureCode } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import { queueWrite, rejectUploadWrite } from '@my-pitch/shared/job-writes';
import type { JobStatus } from '@my-pitch/shared/status';
import type { Clock, JobQueue, JobTable, SongFiles, UploadSample } from '../ports.ts';
import { headBytes, isKnownNonAudio } from './is-known-non-audio.ts';

export interface ReceiveUploadHost {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly files: Pick<SongFiles, 'sampleUpload' | 'removeUpload'>;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly maxUploadBytes: number;
}

/**
 * Takes note that a job's upload is there: checks it, queues the job, tells the workers.
 *
 * S3 tells of an upload at least once, and calls again when this function fails. So it is written
 * in two steps that can each be repeated: first the job is moved on, if it still waits for its
 * upload; then, whoever moved it, whatever its present status calls for is done. A crash between
 * the table and the queue is made good by the next call, which finds the job `queued` and sends the
 * message (again). A message too many does no harm: workers drop it. A message too few would leave
 * the song waiting for ever.
 * @returns the status in which the job is now; `undefined` when there is no such job.
 */
export async function receiveUpload(
  jobId: JobId,
  host: ReceiveUploadHost,
): Promise<JobStatus | undefined> {
  const { table, files, queue } = host;
  const found = await table.read(jobId);
  if (found?.status === 'awaiting-upload') await queueOrReject(jobId, host);
  const job = found?.status === 'awaiting-upload' ? await table.read(jobId) : found;
  switch (job?.status) {
    case 'queued':
      await queue.send({ jobId });
      break;
    case 'failed':
    case 'cancelled':
    case 'expired':
      // It arrived too late to be of use, and nobody else would delete it.
      await files.removeUpload(jobId);
      break;
  }
  return job?.status;
}

async function queueOrReject(
  jobId: JobId,
  { table, files, clock, maxUploadBytes }: ReceiveUploadHost,
): Promise<void> {
  const sample = await files.sampleUpload(jobId, headBytes);
  if (!sample) return;
  const nowIso = new Date(clock()).toISOString();
  const failureCode = faultOf(sample, maxUploadBytes);
  // Where the condition fails, another call was faster, or the owner cancelled: the status tells.
  await table.write(
    failureCode ? rejectUploadWrite(jobId, failureCode, nowIso) : queueWrite(jobId, nowIso),
  );
}

function faultOf(
  { sizeBytes, head }: UploadSample,
  maxUploadBytes: number,
): FailureCode | undefined {
  if (sizeBytes === 0) return 'empty-file';
  if (sizeBytes > maxUploadBytes) return 'too-large';
  if (isKnownNonAudio(head)) return 'unsupported-format';
  return undefined;
}
