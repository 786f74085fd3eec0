import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { JobId } from '../ids.ts';
import { artifactKey, artifactNames } from '../keys.ts';
import type { Buckets } from './buckets.ts';

/**
 * Deletes every artifact that a job can have. Deleting an object that does not exist is no error.
 * @throws {Error} that names the first object that S3 did not delete.
 */
export async function removeArtifactObjects(
  s3: S3Client,
  { results }: Buckets,
  jobId: JobId,
): Promise<void> {
  const Objects = artifactNames.map((name) => ({ Key: artifactKey(jobId, name) }));
  const { Errors: [error] = [] } = await s3.send(
    new DeleteObjectsCommand({ Bucket: results, Delete: { Objects, Quiet: true } }),
  );
  if (error) throw new Error(`${error.Key} was not deleted: ${error.Code} ${error.Message}`);
}
