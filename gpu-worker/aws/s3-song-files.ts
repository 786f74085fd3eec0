import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  type GetObjectCommandInput,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { removeArtifactObjects } from '@my-pitch/shared/aws/artifact-objects';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import {
  artifactContentTypes,
  artifactKey,
  correctionsKey,
  correctionsName,
  uploadKey,
} from '@my-pitch/shared/keys';
import type { SongFiles } from '../ports.ts';
import { callAws } from './call-aws.ts';

/** The files of all jobs on S3. */
export function createS3SongFiles(s3: S3Client, buckets: Buckets): SongFiles {
  const removeArtifacts = (jobId: JobId): Promise<void> =>
    callAws(() => removeArtifactObjects(s3, buckets, jobId));
  return {
    async download(jobId, toPath, signal) {
      const body = await openUpload(s3, buckets.uploads, jobId, signal);
      await callAws(() => pipeline(body, createWriteStream(toPath), { signal }));
    },
    async upload(jobId, name, fromPath, signal) {
      // A buffer, unlike a stream, can be sent again and gets a checksum.
      const command = new PutObjectCommand({
        Bucket: buckets.results,
        Key: artifactKey(jobId, name),
        Body: await readFile(fromPath, { signal }),
        ContentType: artifactContentTypes[name],
      });
      await callAws(() => s3.send(command, { abortSignal: signal }));
    },
    async downloadResult(jobId, name, toPath, signal) {
      const key = name === correctionsName ? correctionsKey(jobId) : artifactKey(jobId, name);
      const object = { Bucket: buckets.results, Key: key };
      try {
        const body = await openObject(s3, object, signal);
        await callAws(() => pipeline(body, createWriteStream(toPath), { signal }));
        return true;
      } catch (error) {
        if (error instanceof NoSuchKey) return false;
        throw error;
      }
    },
    removeArtifacts,
    async check(unusedJobId) {
      const isMissing = (error: unknown): boolean =>
        error instanceof JobFailure && error.code === 'upload-missing';
      await openUpload(s3, buckets.uploads, unusedJobId).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
      // Deleting missing objects changes nothing.
      await removeArtifacts(unusedJobId);
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
    return await openObject(s3, { Bucket: bucket, Key: uploadKey(jobId) }, signal);
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    throw new JobFailure('upload-missing', `Job ${jobId} has no upload`, { cause: error });
  }
}

/** @throws {NoSuchKey | MachineFailure} */
async function openObject(
  s3: S3Client,
  object: GetObjectCommandInput,
  signal?: AbortSignal,
): Promise<Readable> {
  const command = new GetObjectCommand(object);
  const { Body } = await callAws(() => s3.send(command, signal ? { abortSignal: signal } : {}));
  if (Body instanceof Readable) return Body;
  throw new TypeError('S3 returned no body');
}
