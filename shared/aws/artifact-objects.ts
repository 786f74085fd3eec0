import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { JobId } from '../ids.ts';
import { artifactKey, artifactNames, correctionsKey } from '../keys.ts';
import type { Buckets } from './buckets.ts';

/**
 * Deletes every artifact that a job can have, and the corrections of its score. Deleting an object that does not exist is no error.
 * @throws {Error} that names the first object that S3 did not delete.
 */
export async function removeArtifactObjects(
  s3: S3Client,
  { results }: Buckets,
  jobId: JobId,
): Promise<void> {
  const keys = [...artifactNames.map((name) => artifactKey(jobId, name)), correctionsKey(jobId)];
  const Objects = keys.map((Key) => ({ Key }));
  const { Errors: [error] = [] } = await s3.send(
    new DeleteObjectsCommand({ Bucket: results, Delete: { Objects, Quiet: true } }),
  );
  if (error) throw new Error(`${error.Key} was not deleted: ${error.Code} ${error.Message}`);
}
