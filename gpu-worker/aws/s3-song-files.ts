import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Buckets, removeArtifactObjects } from '@my-pitch/shared/aws/artifact-objects';
import { JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import { artifactContentTypes, artifactKey, uploadKey } from '@my-pitch/shared/keys';
import type { SongFiles } from '../ports.ts';
import { callAws } from './call-aws.ts';

/** The singers' files on S3. */
export function createS3SongFiles(s3: S3Client, buckets: Buckets): SongFiles {
  const removeArtifacts = (jobId: JobId): Promise<void> =>
    callAws(() => removeArtifactObjects(s3, buckets, jobId));
  return {
    async download(jobId, toPath, signal) {
      const body = await openUpload(s3, buckets.uploads, jobId, signal);
      await callAws(() => pipeline(body, createWriteStream(toPath), { signal }));
    },
    async upload(jobId, name, fromPath, signal) {
      // Whole in memory, unlike a stream, it can be sent again and carries its checksum.
      const command = new PutObjectCommand({
        Bucket: buckets.results,
        Key: artifactKey(jobId, name),
        Body: await readFile(fromPath, { signal }),
        ContentType: artifactContentTypes[name],
      });
      await callAws(() => s3.send(command, { abortSignal: signal }));
    },
    removeArtifacts,
    async check(nobodys) {
      const isMissing = (error: unknown): boolean =>
        error instanceof JobFailure && error.code === 'upload-missing';
      await openUpload(s3, buckets.uploads, nobodys).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
      // What a worker may do with results is to write and to delete; deleting nothing changes nothing.
      await removeArtifacts(nobodys);
    },
  };
}

async function openUpload(
  s3: S3Client,
  bucket: string,
  jobId: JobId,
  signal?: AbortSignal,
): Promise<Readable> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: uploadKey(jobId) });
    const { Body } = await callAws(() => s3.send(command, signal ? { abortSignal: signal } : {}));
    if (Body instanceof Readable) return Body;
    throw new TypeError('S3 answered without a body to read');
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    throw new JobFailure('upload-missing', `No upload of job ${jobId}`, { cause: error });
  }
}
