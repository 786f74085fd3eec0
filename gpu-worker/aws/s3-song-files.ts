import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { JobFailure } from '@my-pitch/shared/errors';
import type { JobId } from '@my-pitch/shared/ids';
import { artifactContentTypes, artifactKey, artifactNames, uploadKey } from '@my-pitch/shared/keys';
import type { SongFiles } from '../ports.ts';

export interface Buckets {
  readonly uploads: string;
  readonly results: string;
}

/** The singers' files on S3. */
export function createS3SongFiles(s3: S3Client, buckets: Buckets): SongFiles {
  return {
    async download(jobId, toPath, signal) {
      const body = await openUpload(s3, buckets.uploads, jobId, signal);
      await pipeline(body, createWriteStream(toPath), { signal });
    },
    async upload(jobId, name, fromPath, signal) {
      // Whole in memory, unlike a stream, it can be sent again and carries its checksum.
      const command = new PutObjectCommand({
        Bucket: buckets.results,
        Key: artifactKey(jobId, name),
        Body: await readFile(fromPath, { signal }),
        ContentType: artifactContentTypes[name],
      });
      await s3.send(command, { abortSignal: signal });
    },
    async removeArtifacts(jobId) {
      const Objects = artifactNames.map((name) => ({ Key: artifactKey(jobId, name) }));
      const { Errors: [error] = [] } = await s3.send(
        new DeleteObjectsCommand({ Bucket: buckets.results, Delete: { Objects, Quiet: true } }),
      );
      if (error) throw new Error(`${error.Key} was not deleted: ${error.Code} ${error.Message}`);
    },
  };
}

async function openUpload(
  s3: S3Client,
  bucket: string,
  jobId: JobId,
  signal: AbortSignal,
): Promise<Readable> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: uploadKey(jobId) });
    const { Body } = await s3.send(command, { abortSignal: signal });
    if (Body instanceof Readable) return Body;
    throw new TypeError('S3 answered without a body to read');
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    throw new JobFailure('upload-missing', `No upload of job ${jobId}`, { cause: error });
  }
}
