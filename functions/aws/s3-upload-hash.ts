import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  ChecksumMode,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { uploadKey } from '@my-pitch/shared/keys';
import type { UploadHash } from '../on-upload/ports.ts';

/**
 * The hashes of uploads on S3. S3 and MinIO have compared a file with the checksum of its form before they
 * stored both. A store that did not keep a checksum has not done so, and the file is read here.
 */
export function createS3UploadHash(s3: S3Client, { uploads }: Buckets): UploadHash {
  return {
    async sha256(jobId) {
      const object = { Bucket: uploads, Key: uploadKey(jobId) };
      try {
        const head = new HeadObjectCommand({ ...object, ChecksumMode: ChecksumMode.ENABLED });
        const { ChecksumSHA256 } = await s3.send(head);
        return hexOfWholeObject(ChecksumSHA256) ?? (await hashObject(s3, object));
      } catch (error) {
        if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}

/** @returns `undefined` for the checksum of an object in parts, which is not that of its bytes: `….-2`. */
function hexOfWholeObject(base64: string | undefined): string | undefined {
  if (base64 === undefined || !/^[A-Za-z0-9+/]{43}=$/.test(base64)) return undefined;
  return Buffer.from(base64, 'base64').toString('hex');
}

async function hashObject(
  s3: S3Client,
  object: { readonly Bucket: string; readonly Key: string },
): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand(object));
  if (!(Body instanceof Readable)) throw new TypeError('S3 returned no body');
  const hash = createHash('sha256');
  await pipeline(Body, hash);
  return hash.digest('hex');
}
