import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CopyObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type AwaitingUploadJob, type Job, jobSchema, type QueuedJob } from '@my-pitch/shared/job';
import { jobIdOfUpload } from '@my-pitch/shared/keys';
import { awsClientConfig, type CloudAccess } from '../cloud/cloud-access.ts';
import type { Deployment } from '../deployment/deployment.ts';

/**
 * Repeats the notification of each upload whose job was not claimed by a worker. Events and messages
 * in flight are lost when the local AWS emulator is killed, and the song would wait forever; duplicate
 * notifications are harmless.
 */
export async function resumeUploads({ outputs }: Deployment, access: CloudAccess): Promise<void> {
  const s3 = new S3Client(awsClientConfig(access));
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig(access)));
  const Bucket = outputs.UploadsBucketName;
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    for (const { Key = '' } of page.Contents ?? []) {
      const jobId = jobIdOfUpload(Key);
      const { Item } = await table.send(
        new GetCommand({ TableName: outputs.JobTableName, Key: { jobId: jobId ?? '-' } }),
      );
      const job = jobSchema.safeParse(Item);
      if (!job.success || !isWaiting(job.data)) continue;
      // Copying an object onto itself triggers the upload notification.
      await s3.send(
        new CopyObjectCommand({
          Bucket,
          Key,
          CopySource: `${Bucket}/${Key}`,
          MetadataDirective: 'REPLACE',
          ContentType: job.data.contentType,
        }),
      );
    }
  }
}

function isWaiting(job: Job): job is AwaitingUploadJob | QueuedJob {
  return job.status === 'awaiting-upload' || job.status === 'queued';
}
