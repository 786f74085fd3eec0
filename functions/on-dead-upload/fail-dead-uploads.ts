import type { JobId } from '@my-pitch/shared/ids';
import { failUploadWrite } from '@my-pitch/shared/job-writes';
import { jobIdOfUpload } from '@my-pitch/shared/keys';
import { createdObjects, parseS3Event } from '@my-pitch/shared/messages';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Clock, JobTable, SongFiles, Telemetry } from '../ports.ts';
import { settleBatch } from '../queue/settle-batch.ts';

export interface FailDeadUploadsContext extends Telemetry {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly files: Pick<SongFiles, 'removeUpload'>;
  readonly clock: Clock;
}

type DeadLetter = Pick<SQSRecord, 'messageId' | 'body'>;

const failureCode = 'upload-not-queued';

/**
 * Fails the jobs whose upload `on-upload` could not receive, and deletes their uploads.
 * @returns the events that must be delivered again: the table or the bucket did not answer.
 */
export async function failDeadUploads(
  letters: readonly DeadLetter[],
  context: FailDeadUploadsContext,
): Promise<SQSBatchResponse> {
  return settleBatch(letters, (letter) => isSettled(letter, context));
}

async function isSettled(
  { messageId, body }: DeadLetter,
  context: FailDeadUploadsContext,
): Promise<boolean> {
  const jobIds = readJobIds(body);
  if (!jobIds) {
    context.log.error('dropped a dead letter that is no upload event', { messageId });
    return true;
  }
  try {
    for (const jobId of jobIds) await failUpload(jobId, context);
    return true;
  } catch (error) {
    context.log.error('dead upload event could not be handled', { messageId, error });
    return false;
  }
}

/** The jobs that an event is about; `undefined` if it is no event. */
function readJobIds(body: string): readonly JobId[] | undefined {
  try {
    return createdObjects(parseS3Event(body)).flatMap(({ key }) => jobIdOfUpload(key) ?? []);
  } catch {
    return undefined;
  }
}

async function failUpload(
  jobId: JobId,
  { table, files, clock, log, metrics }: FailDeadUploadsContext,
): Promise<void> {
  const nowIso = new Date(clock()).toISOString();
  const hasFailed = await table.write(failUploadWrite(jobId, failureCode, nowIso));
  if (hasFailed) metrics.record('SongsFailed', 1, { FailureCode: failureCode });
  const { status, correlationId } = (await table.read(jobId)) ?? {};
  log.warn('dead upload event', { jobId, status, hasFailed, correlationId });
  // A worker may still read the upload of any other job.
  if (status === 'failed' || status === 'cancelled' || status === 'expired') {
    await files.removeUpload(jobId);
  }
}
