import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { removeArtifactObjects } from '@my-pitch/shared/aws/artifact-objects';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import type { JobId } from '@my-pitch/shared/ids';
import {
  artifactPrefix,
  jobIdOfArtifact,
  jobIdOfUpload,
  type ObjectKey,
  uploadKey,
  uploadPrefix,
} from '@my-pitch/shared/keys';
import type { SongFiles, StoredObject, UploadSample } from '../ports.ts';

/** The files of all jobs on S3. */
export function createS3SongFiles(s3: S3Client, buckets: Buckets): SongFiles {
  return {
    async sampleUpload(jobId, headBytes) {
      try {
        return await sample(s3, buckets.uploads, uploadKey(jobId), headBytes);
      } catch (error) {
        if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async removeUpload(jobId) {
      await s3.send(new DeleteObjectCommand({ Bucket: buckets.uploads, Key: uploadKey(jobId) }));
    },
    removeArtifacts: (jobId) => removeArtifactObjects(s3, buckets, jobId),
    listUploads(fromId) {
      const uploads = { Bucket: buckets.uploads, Prefix: uploadPrefix };
      return listAround(s3, uploads, jobIdOfUpload, fromId);
    },
    listArtifacts(fromId) {
      const artifacts = { Bucket: buckets.results, Prefix: artifactPrefix };
      return listAround(s3, artifacts, jobIdOfArtifact, fromId);
    },
  };
}

/** Lists from one job's objects to the last, then from the first to that job. Skips objects of no job. */
async function* listAround(
  s3: S3Client,
  bucket: { readonly Bucket: string; readonly Prefix: string },
  jobIdOf: (key: string) => JobId | undefined,
  fromId: JobId,
): AsyncIterable<StoredObject> {
  const StartAfter = `${bucket.Prefix}${fromId}`;
  for (const half of [{ ...bucket, StartAfter }, bucket]) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, half)) {
      for (const { Key = '', LastModified } of Contents) {
        if (half === bucket && Key > StartAfter) return;
        const jobId = jobIdOf(Key);
        if (jobId && LastModified) yield { jobId, modifiedMs: LastModified.getTime() };
      }
    }
  }
}

async function sample(
  s3: S3Client,
  Bucket: string,
  Key: ObjectKey,
  headBytes: number,
): Promise<UploadSample> {
  const { ContentLength: sizeBytes = 0 } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  // S3 refuses a range of an empty object.
  if (sizeBytes === 0) return { sizeBytes, head: new Uint8Array() };
  const range = `bytes=0-${Math.min(sizeBytes, headBytes) - 1}`;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range: range }));
  if (!Body) throw new TypeError('S3 returned no body');
  return { sizeBytes, head: await Body.transformToByteArray() };
}
