import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { type BucketSettings, bucketSettings } from '@my-pitch/shared/bucket-settings';
import { webhookName } from './minio-server.ts';

/** The variables of a MinIO server that announces uploads to our webhook. */
export interface WebhookTarget {
  readonly url: string;
  /** Shown instead of the token. */
  readonly tokenVariable: string;
}

/**
 * Sets up the buckets of a MinIO server: private, with our lifecycle and notifications. What is there
 * already stays. MinIO takes CORS from its environment only, and by itself deletes the parts of an
 * incomplete upload after a day.
 * @throws {Error} naming what the server refused.
 */
export async function setUpBuckets(
  s3: S3Client,
  buckets: Buckets,
  webhook: WebhookTarget,
): Promise<void> {
  for (const kind of ['uploads', 'results'] as const) {
    const Bucket = buckets[kind];
    const settings: BucketSettings = bucketSettings[kind];
    await s3.send(new CreateBucketCommand({ Bucket })).catch((error: unknown) => {
      if (!(error instanceof BucketAlreadyOwnedByYou)) {
        throw new Error(`The bucket ${Bucket} could not be created`, { cause: error });
      }
    });
    // Without a policy, only signed requests are answered.
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expireObjects(s3, Bucket, settings.expireAfterDays);
    if (settings.announcesObjects) await announceObjects(s3, Bucket, settings, webhook);
  }
}

async function expireObjects(s3: S3Client, Bucket: string, days: number): Promise<void> {
  const rule = { ID: 'expire', Status: 'Enabled', Filter: { Prefix: '' } } as const;
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: [{ ...rule, Expiration: { Days: days } }] },
    }),
  );
  const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  if (!Rules.some(({ Expiration }) => Expiration?.Days === days)) {
    throw new Error(`The bucket ${Bucket} did not keep its lifecycle of ${days} days`);
  }
}

async function announceObjects(
  s3: S3Client,
  Bucket: string,
  { keyPrefix }: BucketSettings,
  webhook: WebhookTarget,
): Promise<void> {
  const QueueArn = `arn:minio:sqs::${webhookName}:webhook`;
  const Filter = { Key: { FilterRules: [{ Name: 'prefix' as const, Value: keyPrefix }] } };
  try {
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [{ QueueArn, Events: ['s3:ObjectCreated:*'], Filter }],
        },
      }),
    );
  } catch (error) {
    const lines = webhookVariables(webhook).map((line) => `  ${line}\n`);
    throw new Error(
      `The object store does not know ${QueueArn}. Start MinIO with these variables:\n${lines.join('')}`,
      { cause: error },
    );
  }
}

function webhookVariables({ url, tokenVariable }: WebhookTarget): readonly string[] {
  return [
    `MINIO_NOTIFY_WEBHOOK_ENABLE_${webhookName}=on`,
    `MINIO_NOTIFY_WEBHOOK_ENDPOINT_${webhookName}=${url}`,
    `MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_${webhookName}="Bearer $${tokenVariable}"`,
    `MINIO_NOTIFY_WEBHOOK_QUEUE_DIR_${webhookName}=/a/folder/for/undelivered/events`,
  ];
}
