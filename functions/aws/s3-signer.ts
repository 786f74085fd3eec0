import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { artifactKey, uploadKey } from '@my-pitch/shared/keys';
import type { Signer } from '../ports.ts';

/** Signs upload forms and download links with the client's credentials, without a request to S3. */
export function createS3Signer(s3: S3Client, buckets: Buckets): Signer {
  return {
    async uploadForm({ jobId, contentType, maxBytes, lifetimeSeconds }) {
      return createPresignedPost(s3, {
        Bucket: buckets.uploads,
        Key: uploadKey(jobId),
        Conditions: [['content-length-range', 1, maxBytes]],
        // A field is also a condition: the form accepts only this content type.
        Fields: { 'Content-Type': contentType },
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
