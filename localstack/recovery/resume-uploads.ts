import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CopyObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { jobSchema } from '@my-pitch/shared/job';
import { jobIdOfUpload } from '@my-pitch/shared/keys';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { awsClientConfig, type CloudAccess } from '../cloud/cloud-access.ts';
import type { Deployment } from '../deployment/deployment.ts';

/**
 * Repeats the event of each upload that was not received, and the message of each job that no worker has
 * claimed. Both are lost when the local AWS emulator is killed, and the song would wait forever;
 * duplicates are harmless.
 */
export async function resumeUploads(
  { outputs, storageConfig }: Deployment,
  access: CloudAccess,
): Promise<void> {
  const s3 = new S3Client(storageConfig);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig(access)));
  const sqs = new SQSClient(awsClientConfig(access));
  const Bucket = outputs.UploadsBucketName;
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    for (const { Key = '' } of page.Contents ?? []) {
      const jobId = jobIdOfUpload(Key);
      const { Item } = await table.send(
        new GetCommand({ TableName: outputs.JobTableName, Key: { jobId: jobId ?? '-' } }),
      );
      const job = jobSchema.safeParse(Item);
      if (job.data?.status === 'queued') {
        const { correlationId } = job.data;
        const MessageBody = composeJobMessage({ jobId: job.data.jobId, correlationId });
        await sqs.send(new SendMessageCommand({ QueueUrl: outputs.JobQueueUrl, MessageBody }));
      }
      if (job.data?.status !== 'awaiting-upload') continue;
      await announceUpload(s3, Bucket, Key, job.data.contentType);
    }
  }
}

/** Triggers the notification about an upload by copying it onto itself. */
export async function announceUpload(
  s3: S3Client,
  Bucket: string,
  Key: string,
  ContentType: string,
): Promise<void> {
  const CopySource = `${Bucket}/${Key}`;
  await s3.send(
    new CopyObjectCommand({ Bucket, Key, CopySource, MetadataDirective: 'REPLACE', ContentType }),
  );
}
