import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { artifactKey, uploadKey } from '@my-pitch/shared/keys';
import type { Signer } from '../ports.ts';

/** Signs upload forms and download links with the client's credentials, without a request to S3. */
export function createS3Signer(s3: S3Client, buckets: Buckets): Signer {
  return {
    async uploadForm({ jobId, contentType, maxBytes, contentSha256, lifetimeSeconds }) {
      return createPresignedPost(s3, {
        Bucket: buckets.uploads,
        Key: uploadKey(jobId),
        Conditions: [['content-length-range', 1, maxBytes]],
        // A field is also a condition: the form accepts only this content type and this file.
        Fields: { 'Content-Type': contentType, ...checksumFields(contentSha256) },
        Expires: lifetimeSeconds,
      });
    },
    async downloadLink({ jobId, name, contentDisposition, lifetimeSeconds }) {
      const command = new GetObjectCommand({
        Bucket: buckets.results,
        Key: artifactKey(jobId, name),
        ResponseContentDisposition: contentDisposition,
      });
      return getSignedUrl(s3, command, { expiresIn: lifetimeSeconds });
    },
  };
}

/** S3 compares the file with these fields and refuses one that differs. */
function checksumFields(contentSha256: string | undefined): Record<string, string> {
  if (contentSha256 === undefined) return {};
  return {
    'x-amz-checksum-algorithm': 'SHA256',
    'x-amz-checksum-sha256': Buffer.from(contentSha256, 'hex').toString('base64'),
  };
}
