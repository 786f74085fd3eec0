import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { correctionsKey } from '@my-pitch/shared/keys';
import type { CorrectionsStore } from '../ports.ts';

/**
 * What S3 answers when the condition of a write does not hold: another version is there, none is there
 * any more, or another write of the same object is in progress.
 */
const unmetConditions: readonly string[] = [
  'PreconditionFailed',
  'NoSuchKey',
  'ConditionalRequestConflict',
];

/** The corrections of all songs on S3, one object each. The object's ETag is their version. */
export function createS3Corrections(s3: S3Client, { results }: Buckets): CorrectionsStore {
  return {
    read(jobId) {
      return unless(['NoSuchKey'], async () => {
        const command = new GetObjectCommand({ Bucket: results, Key: correctionsKey(jobId) });
        const { Body, ETag: etag } = await s3.send(command);
        if (!Body || etag === undefined) throw new TypeError('S3 returned no body or no ETag');
        return { json: await Body.transformToString(), etag };
      });
    },
    write(jobId, json, replaced) {
      return unless(unmetConditions, async () => {
        const command = new PutObjectCommand({
          ...{ Bucket: results, Key: correctionsKey(jobId) },
          ...{ Body: json, ContentType: 'application/json' },
          ...(replaced === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaced }),
        });
        const { ETag: etag } = await s3.send(command);
        if (etag === undefined) throw new TypeError('S3 returned no ETag');
        return etag;
      });
    },
  };
}

/** @returns `undefined` if S3 answered with one of these errors. */
async function unless<Result>(
  names: readonly string[],
  ask: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}
