import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CopyObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { objectStoreClientConfig, objectStoreOf } from '@my-pitch/shared/aws/object-store';
import { objectStoreEnvSchema, parseEnv } from '@my-pitch/shared/env';
import type { JobId } from '@my-pitch/shared/ids';
import { type ArtifactName, artifactKey, uploadKey } from '@my-pitch/shared/keys';
import { lifetimes } from '@my-pitch/shared/limits';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { sweepPartition } from '@my-pitch/shared/sweep-key';
import type { StackContext } from '../../vitest.d.ts';
import { awsClientOptions } from './aws-client-options.ts';
import { WebClient } from './web-client.ts';

/** A web client that can also inspect and change the queue, the table and the buckets. */
export class StackClient extends WebClient {
  readonly #stack: StackContext;
  readonly #dynamo: DynamoDBClient;
  readonly #sqs: SQSClient;
  readonly #s3: S3Client;

  constructor(stack: StackContext) {
    super(stack.webUrl);
    this.#stack = stack;
    const config = awsClientOptions(stack.workerEnv);
    this.#dynamo = new DynamoDBClient(config);
    this.#sqs = new SQSClient(config);
    const store = objectStoreOf(parseEnv(objectStoreEnvSchema, stack.workerEnv));
    this.#s3 = new S3Client({
      ...config,
      forcePathStyle: true,
      ...objectStoreClientConfig(store),
    });
  }

  /** The number of the claim that holds or finished the job. */
  async attempt(jobId: JobId): Promise<number> {
    return Number((await this.record(jobId)).lease?.M?.attempt?.N ?? 0);
  }

  /** The job's counted attempts: claims that ended in a crash or an error. */
  async attempts(jobId: JobId): Promise<number> {
    return Number((await this.record(jobId)).attempts?.N ?? 0);
  }

  /** The job's record in DynamoDB notation. */
  async record(jobId: JobId): Promise<Readonly<Record<string, AttributeValue>>> {
    const command = new GetItemCommand({
      TableName: this.#env('JOB_TABLE_NAME'),
      Key: { jobId: { S: jobId } },
      ConsistentRead: true,
    });
    const { Item } = await this.#dynamo.send(command);
    return Item ?? {};
  }

  /** Rewrites a job's record as completed at this time (epoch, ms). */
  async pretendCompleted(jobId: JobId, completedMs: number, processingSeconds = 1): Promise<void> {
    const at = { S: new Date(completedMs).toISOString() };
    const expireMs = completedMs + lifetimes.resultObjectDays * 86_400_000;
    const changes: Readonly<Record<string, AttributeValue>> = {
      status: { S: 'completed' },
      sweepKey: { S: sweepPartition('completed', jobId.slice(-1)) },
      statusSince: at,
      queuedAt: at,
      startedAt: at,
      completedAt: at,
      processingSeconds: { N: String(processingSeconds) },
      durationSeconds: { N: '1' },
      artifacts: { L: [] },
      resultsExpireAt: { S: new Date(expireMs).toISOString() },
    };
    const names = Object.keys(changes);
    await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#env('JOB_TABLE_NAME'),
        Key: { jobId: { S: jobId } },
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(changes).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
  }

  /** Stores an artifact of a few bytes. */
  async putResult(jobId: JobId, name: ArtifactName): Promise<void> {
    const Bucket = this.#env('RESULTS_BUCKET_NAME');
    const Key = artifactKey(jobId, name);
    await this.#s3.send(new PutObjectCommand({ Bucket, Key, Body: 'result' }));
  }

  /** Numbers of visible and in-flight messages on the job queue. */
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

  /** Waits until the job queue is empty. */
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

  /** Triggers the bucket's notification for a job's upload again, if the object still exists. */
  async replayUploadEvent(jobId: JobId): Promise<void> {
    const [Bucket, Key] = [this.#env('UPLOADS_BUCKET_NAME'), uploadKey(jobId)];
    const CopySource = `${Bucket}/${Key}`;
    await this.#s3
      .send(new CopyObjectCommand({ Bucket, Key, CopySource, MetadataDirective: 'REPLACE' }))
      .catch((error: unknown) => {
        if (!(error instanceof NoSuchKey)) throw error;
      });
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
