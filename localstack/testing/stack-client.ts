import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { JobId } from '@my-pitch/shared/ids';
import { composeJobMessage } from '@my-pitch/shared/messages';
import type { StackContext } from '../../vitest.d.ts';
import { WebClient } from './web-client.ts';

/** A browser that may also do what only a test may: look into queue, table and buckets. */
export class StackClient extends WebClient {
  readonly #stack: StackContext;
  readonly #dynamo: DynamoDBClient;
  readonly #sqs: SQSClient;
  readonly #s3: S3Client;

  constructor(stack: StackContext) {
    super(stack.webUrl);
    this.#stack = stack;
    const config = {
      endpoint: this.#env('AWS_ENDPOINT_URL'),
      region: this.#env('AWS_REGION'),
      credentials: {
        accessKeyId: this.#env('AWS_ACCESS_KEY_ID'),
        secretAccessKey: this.#env('AWS_SECRET_ACCESS_KEY'),
      },
    };
    this.#dynamo = new DynamoDBClient(config);
    this.#sqs = new SQSClient(config);
    this.#s3 = new S3Client({ ...config, forcePathStyle: true });
  }

  /** Which attempt holds, or finished, the job. */
  async attempt(jobId: JobId): Promise<number> {
    const command = new GetItemCommand({
      TableName: this.#env('JOB_TABLE_NAME'),
      Key: { jobId: { S: jobId } },
      ConsistentRead: true,
    });
    const { Item } = await this.#dynamo.send(command);
    return Number(Item?.lease?.M?.attempt?.N ?? 0);
  }

  /** Messages on the job queue, waiting and in work. */
  async queuedMessages(): Promise<{ readonly waiting: number; readonly inWork: number }> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: this.#env('JOB_QUEUE_URL'),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    const { Attributes = {} } = await this.#sqs.send(command);
    return {
      waiting: Number(Attributes.ApproximateNumberOfMessages),
      inWork: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    };
  }

  /** Waits until nothing is left on the job queue. */
  async waitForEmptyQueue(withinSeconds = 90): Promise<void> {
    const deadline = Date.now() + withinSeconds * 1000;
    for (;;) {
      const { waiting, inWork } = await this.queuedMessages();
      if (waiting + inWork === 0) return;
      if (Date.now() > deadline) throw new Error(`${waiting} waiting, ${inWork} in work`);
      await sleep(200);
    }
  }

  /** Sends a job's message once more. */
  async sendMessageAgain(jobId: JobId): Promise<void> {
    await this.sendRaw(composeJobMessage({ jobId }));
  }

  async sendRaw(body: string): Promise<void> {
    await this.#sqs.send(
      new SendMessageCommand({ QueueUrl: this.#env('JOB_QUEUE_URL'), MessageBody: body }),
    );
  }

  /** The keys of a job's objects, uploads and results. */
  async objectKeys(jobId: JobId): Promise<readonly string[]> {
    const list = async (bucket: string, prefix: string) => {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix });
      const { Contents = [] } = await this.#s3.send(command);
      return Contents.map(({ Key = '' }) => Key);
    };
    return (
      await Promise.all([
        list(this.#env('UPLOADS_BUCKET_NAME'), `uploads/${jobId}/`),
        list(this.#env('RESULTS_BUCKET_NAME'), `results/${jobId}/`),
      ])
    ).flat();
  }

  #env(name: string): string {
    const value = this.#stack.workerEnv[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  }
}
