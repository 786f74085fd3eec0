import {
  CopyObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { artifactContentTypes, artifactKey } from '@my-pitch/shared/keys';
import type { ArtifactFiles } from '../on-upload/ports.ts';

/** The artifacts of all jobs on S3. */
export function createS3ArtifactFiles(s3: S3Client, { results }: Buckets): ArtifactFiles {
  return {
    async copy(from, to, name) {
      const CopySource = `${results}/${artifactKey(from, name)}`;
      const command = new CopyObjectCommand({
        ...{ Bucket: results, Key: artifactKey(to, name), CopySource },
        // Our artifacts have no tags, and to look for them takes a permission of its own.
        TaggingDirective: 'REPLACE',
      });
      return (await unlessMissing(() => s3.send(command))) !== undefined;
    },
    readText(jobId, name) {
      return unlessMissing(async () => {
        const command = new GetObjectCommand({ Bucket: results, Key: artifactKey(jobId, name) });
        const { Body } = await s3.send(command);
        return Body?.transformToString();
      });
    },
    async write(jobId, name, content) {
      await s3.send(
        new PutObjectCommand({
          ...{ Bucket: results, Key: artifactKey(jobId, name) },
          ...{ Body: content, ContentType: artifactContentTypes[name] },
        }),
      );
    },
  };
}

async function unlessMissing<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoSuchKey || (error instanceof Error && error.name === 'NoSuchKey')) {
      return undefined;
    }
    throw error;
  }
}
