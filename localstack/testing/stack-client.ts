import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  apiPaths,
  composeAuthorization,
  createJobResponseSchema,
  type JobView,
  jobViewSchema,
} from '@my-pitch/shared/api';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import type { JobOptions } from '@my-pitch/shared/job';
import { composeJobMessage } from '@my-pitch/shared/messages';
import type { JobStatus } from '@my-pitch/shared/status';
import type { StackContext } from '../../vitest.d.ts';

export interface Song {
  readonly bytes: Uint8Array;
  readonly content: JobOptions['content'];
  readonly fileName?: string;
}

export interface CreatedJob {
  readonly jobId: JobId;
  readonly ownerToken: OwnerToken;
  /** Posts bytes with the signed form; the answer's HTTP status. */
  readonly upload: (bytes: Uint8Array) => Promise<number>;
}

/** What a browser does, over HTTP, and what only a test may do: look into queue, table and buckets. */
export class StackClient {
  readonly #stack: StackContext;
  readonly #dynamo: DynamoDBClient;
  readonly #sqs: SQSClient;
  readonly #s3: S3Client;

  constructor(stack: StackContext) {
    this.#stack = stack;
    const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '' } = stack.workerEnv;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const config = { endpoint, region, credentials };
    this.#dynamo = new DynamoDBClient(config);
    this.#sqs = new SQSClient(config);
    this.#s3 = new S3Client({ ...config, forcePathStyle: true });
  }

  /** Asks for a job. */
  async create({ bytes, content, fileName = 'song.wav' }: Song): Promise<CreatedJob> {
    const answer = await fetch(`${this.#stack.webUrl}${apiPaths.jobs}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        fileName,
        contentType: 'audio/wav',
        sizeBytes: Math.max(1, bytes.length),
        options: { content },
      }),
    });
    if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
    const { jobId, ownerToken, upload } = createJobResponseSchema.parse(await answer.json());
    return {
      jobId,
      ownerToken,
      upload: async (sent) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
        form.append('file', new Blob([Uint8Array.from(sent)], { type: 'audio/wav' }), fileName);
        return (await fetch(upload.url, { method: 'POST', body: form })).status;
      },
    };
  }

  /** Asks for a job and uploads the song; resolves once it is queued, or failed at once. */
  async submit(song: Song): Promise<CreatedJob> {
    const job = await this.create(song);
    const status = await job.upload(song.bytes);
    if (status >= 300) throw new Error(`The upload was refused: ${status}`);
    await this.waitFor(job.jobId, (view) => view.status !== 'awaiting-upload');
    return job;
  }

  async view(jobId: JobId): Promise<JobView> {
    const answer = await fetch(`${this.#stack.webUrl}${apiPaths.job(jobId)}`);
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return jobViewSchema.parse(await answer.json());
  }

  /** Cancels as the holder of this token; the answer's HTTP status. */
  async cancel(jobId: JobId, ownerToken: string): Promise<number> {
    const answer = await fetch(`${this.#stack.webUrl}${apiPaths.job(jobId)}`, {
      method: 'DELETE',
      headers: { authorization: composeAuthorization(ownerToken) },
    });
    return answer.status;
  }

  /** @throws {Error} that tells the last view when it does not come to that in time. */
  async waitFor(
    jobId: JobId,
    isReached: (view: JobView) => boolean,
    withinSeconds = 150,
  ): Promise<JobView> {
    const deadline = Date.now() + withinSeconds * 1000;
    for (;;) {
      const view = await this.view(jobId);
      if (isReached(view)) return view;
      if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(view)}`);
      await sleep(150);
    }
  }

  async waitForStatus<Status extends JobStatus>(
    jobId: JobId,
    status: Status,
    withinSeconds?: number,
  ): Promise<Extract<JobView, { status: Status }>> {
    const view = await this.waitFor(
      jobId,
      (candidate) => candidate.status === status || isOver(candidate),
      withinSeconds,
    );
    if (view.status !== status) throw new Error(`Expected ${status}: ${JSON.stringify(view)}`);
    return view as Extract<JobView, { status: Status }>;
  }

  /** The SHA-256 of every artifact, by name, fetched over its signed link. */
  async artifactHashes(jobId: JobId): Promise<Readonly<Record<string, string>>> {
    const { links } = await this.waitForStatus(jobId, 'completed');
    const entries = Object.entries(links).map(async ([name, url]) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return [name, createHash('sha256').update(bytes).digest('hex')] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** The number of the claim that holds, or finished, the job. */
  async attempt(jobId: JobId): Promise<number> {
    return Number((await this.#record(jobId))?.lease?.M?.attempt?.N ?? 0);
  }

  /** How many claims of the job ended badly. */
  async attempts(jobId: JobId): Promise<number> {
    return Number((await this.#record(jobId))?.attempts?.N ?? 0);
  }

  async #record(jobId: JobId) {
    const command = new GetItemCommand({
      TableName: this.#env('JOB_TABLE_NAME'),
      Key: { jobId: { S: jobId } },
      ConsistentRead: true,
    });
    return (await this.#dynamo.send(command)).Item;
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

function isOver({ status }: JobView): boolean {
  return ['completed', 'failed', 'cancelled', 'expired'].includes(status);
}
