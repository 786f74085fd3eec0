import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { createJobResponseSchema } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import type { ProcessingJob } from '@my-pitch/shared/job';
import { cancelWrite, completeWrite, progressWrite } from '@my-pitch/shared/job-writes';
import { uploadKey } from '@my-pitch/shared/keys';
import { queueItemKey, queueSummarySchema } from '@my-pitch/shared/queue-summary';
import { progressAt } from '@my-pitch/shared/stages';
import { eventOfPage, originSecret } from '../../functions/testing/http-event.ts';
import { lambdaContext } from '../../functions/testing/lambda-context.ts';
import { createDynamoJobTable } from '../../gpu-worker/aws/dynamo-job-table.ts';
import type { JobTable } from '../../gpu-worker/ports.ts';
import { claimJob } from '../../gpu-worker/queue/claim-job.ts';

const song = Buffer.from('fLaC\0\0\0\x22\x10\0\xff\xfe', 'latin1');

/** No limit ends the measurement. */
const settings = {
  MAX_QUEUED_JOBS: '1000000',
  CLIENT_BURST: '1000000',
  CLIENT_SONGS_PER_HOUR: '1000000',
  ORIGIN_SECRETS: originSecret,
  PIPELINE_VERSION: 'bench',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

type Env = Readonly<Record<string, string>>;

/** What clients, S3 and workers do, each with the product's own code against the local stack. */
export type Operations = Awaited<ReturnType<typeof openOperations>>;

/** @param env the environment of a worker of the stack and its table of clients, with the counting proxy as endpoint. */
export async function openOperations(env: Env) {
  // The handlers of the functions read the environment when they are imported.
  Object.assign(process.env, env, settings);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const table = createDynamoJobTable(dynamo, env.JOB_TABLE_NAME ?? '');
  return {
    ...(await requestsOfPages()),
    ...(await uploadsTo(env.UPLOADS_BUCKET_NAME ?? '')),
    ...writesOfWorkers(table),
    ...(await countersOf(dynamo, table, env)),
  };
}

async function requestsOfPages() {
  const { handler: create } = await import('../../functions/create-job/handler.ts');
  const { handler: get } = await import('../../functions/get-job/handler.ts');
  return {
    async create() {
      const body = { fileName: 'a.flac', contentType: 'audio/flac', sizeBytes: song.length };
      const answer = await create(eventOfPage({ body: JSON.stringify(body) }), lambdaContext);
      return createJobResponseSchema.parse(JSON.parse(answer.body ?? '')).jobId;
    },
    async poll(jobId: JobId) {
      const answer = await get(eventOfPage({ pathParameters: { jobId } }), lambdaContext);
      if (answer.statusCode !== 200) throw new Error(answer.body);
    },
  };
}

async function uploadsTo(Bucket: string) {
  const { handler: onUpload } = await import('../../functions/on-upload/handler.ts');
  const s3 = new S3Client({ forcePathStyle: true });
  // The deployed function must not be faster than the measured call.
  const silent = { Bucket, NotificationConfiguration: {} };
  await s3.send(new PutBucketNotificationConfigurationCommand(silent));
  return {
    async putSong(jobId: JobId) {
      await s3.send(new PutObjectCommand({ Bucket, Key: uploadKey(jobId), Body: song }));
    },
    async receiveUpload(jobId: JobId) {
      const object = { key: uploadKey(jobId), size: song.length, sequencer: '00' };
      const record = { eventName: 'ObjectCreated:Post', s3: { bucket: { name: Bucket }, object } };
      const event = { messageId: 'bench', body: JSON.stringify({ Records: [record] }) };
      const { batchItemFailures } = await onUpload({ Records: [event] }, lambdaContext);
      if (batchItemFailures.length > 0) throw new Error('The upload was not received');
    },
  };
}

function writesOfWorkers(table: JobTable) {
  return {
    async claim(jobId: JobId) {
      const claimant = { workerId: 'bench', messageId: jobId, leaseSeconds: 60 };
      const claim = await claimJob(table, jobId, { ...claimant, hasOtherSongs: false });
      if (claim.kind !== 'claimed') throw new Error(`The claim is ${claim.kind}`);
      return claim.job;
    },
    async progress({ jobId, lease }: ProcessingJob) {
      await table.write(progressWrite(jobId, lease, progressAt('separate', 0.5)));
    },
    async complete({ jobId, lease }: ProcessingJob) {
      const nowMs = Date.now();
      const result = { processingSeconds: 40, durationSeconds: 180, artifacts: [] };
      const resultsExpireAt = new Date(nowMs + 604_800_000).toISOString();
      const completion = { ...result, resultsExpireAt };
      const write = completeWrite(jobId, lease, completion, new Date(nowMs).toISOString());
      if (!(await table.write(write))) throw new Error('The job was not completed');
    },
  };
}

async function countersOf(dynamo: DynamoDBDocumentClient, table: JobTable, env: Env) {
  const { handler: queueCounts } = await import('../../functions/queue-counts/handler.ts');
  const readOccupied = async () => {
    const Key = { jobId: queueItemKey };
    const { Item } = await dynamo.send(new GetCommand({ TableName: env.JOB_TABLE_NAME, Key }));
    return queueSummarySchema.parse(Item).occupied;
  };
  return {
    /** Counts one change of a job, in a batch of its own. */
    async count() {
      const OldImage = { status: { S: 'awaiting-upload' } };
      const dynamodb = { OldImage, NewImage: { status: { S: 'expired' } } };
      await queueCounts({ Records: [{ eventID: randomUUID(), dynamodb }] }, lambdaContext);
    },
    /** Cancels a job and waits until the deployed function has counted this, and so all before it. */
    async settle(jobId: JobId) {
      const occupied = await readOccupied();
      await table.write(cancelWrite(jobId, new Date().toISOString()));
      while ((await readOccupied()) >= occupied) await sleep(500);
    },
  };
}
