import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { apiPaths } from '@my-pitch/shared/api';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { awsClientConfig, type CloudAccess, secretHeader } from '../cloud/cloud-access.ts';
import type { LocalDeployment } from './deploy.ts';

/**
 * Sends a request to every part of the deployment that a song needs: after a crash a stack may be
 * reported as complete while its table, bucket or function is missing.
 * @throws {Error} naming the part that does not respond.
 */
export async function assertAnswering(
  { outputs, apiUrl, originSecret, storageConfig }: LocalDeployment,
  access: CloudAccess,
): Promise<void> {
  const config = awsClientConfig(access);
  const s3 = new S3Client(storageConfig);
  const headBucket = (name: string) => () => s3.send(new HeadBucketCommand({ Bucket: name }));
  const parts: Readonly<Record<string, () => Promise<unknown>>> = {
    'uploads bucket': headBucket(outputs.UploadsBucketName),
    'results bucket': headBucket(outputs.ResultsBucketName),
    'job table': () =>
      new DynamoDBClient(config).send(
        new DescribeTableCommand({ TableName: outputs.JobTableName }),
      ),
    'job queue': () =>
      new SQSClient(config).send(new GetQueueAttributesCommand({ QueueUrl: outputs.JobQueueUrl })),
    API: () => askApi(`${apiUrl}${apiPaths.limits}`, access, originSecret),
  };
  for (const [name, ask] of Object.entries(parts)) {
    await ask().catch((cause: unknown) => {
      throw new Error(`The ${name} of the deployed stack does not respond`, { cause });
    });
  }
}

async function askApi(
  url: string,
  { secretAccessKey }: CloudAccess,
  originSecret: string,
): Promise<void> {
  const headers = { [secretHeader]: secretAccessKey, [originSecretHeader]: originSecret };
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
}
