import { randomBytes, randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createJobRequestSchema } from '@my-pitch/shared/api';
import { cancelWrite } from '@my-pitch/shared/job-writes';
import { queueItemKey, queueSummarySchema } from '@my-pitch/shared/queue-summary';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDynamoJobTable } from '../../functions/aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../../functions/aws/dynamo-queue-counters.ts';
import { createJob } from '../../functions/create-job/create-job.ts';
import { invokeFunction } from '../deployment/invoke-function.ts';
import { indexOldJobs } from '../recovery/index-old-jobs.ts';
import { awsClientOptions } from '../testing/aws-client-options.ts';
import { tune } from '../testing/melody.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
const voice = { bytes: synthesiseVoice(tune.slice(0, 5)), content: 'voice' as const };
const { AWS_ENDPOINT_URL: endpoint = '', JOB_TABLE_NAME: TableName = '' } = stack.workerEnv;
const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
  stack.workerEnv;
// As many requests at a time as the test of the limit sends.
const requestHandler = { httpAgent: { maxSockets: 1000 } };
const dynamo = DynamoDBDocumentClient.from(
  new DynamoDBClient({ ...awsClientOptions(stack.workerEnv), requestHandler }),
);
const access = { port: Number(new URL(endpoint).port), accessKeyId, secretAccessKey };
const soon = { timeout: 30_000 };

async function summary() {
  const Key = { jobId: queueItemKey };
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return queueSummarySchema.parse(Item ?? {});
}

async function positionOf(jobId: Parameters<StackClient['view']>[0]): Promise<number> {
  const view = await client.view(jobId);
  return view.status === 'queued' ? view.position : 0;
}

/** Other tests leave forms and songs behind, and write records directly. */
beforeAll(async () => void (await invokeFunction(access, 'QueueCounts')));
afterEach(() => workers.killAll());

describe('the limit of the queue', () => {
  it('lets in exactly as many as there are places, of 1,000 that ask at the same time', async () => {
    const free = 37;
    const before = await summary();
    const table = createDynamoJobTable(dynamo, TableName);
    const context = {
      table,
      counters: createDynamoQueueCounters(dynamo, TableName, Date.now),
      signer: { uploadForm: async () => ({ url: 'https://uploads.example/', fields: {} }) },
      ...{ clock: Date.now, randomUuid: randomUUID, randomBytes },
      ...{ maxUploadBytes: 10_000, workerStartSeconds: 0 },
      maxQueuedJobs: before.occupied + free,
    };
    const request = createJobRequestSchema.parse({
      ...{ fileName: 'a.wav', contentType: 'audio/wav', sizeBytes: 5 },
    });
    const answers = await Promise.allSettled(
      Array.from({ length: 1000 }, () => createJob(request, context)),
    );
    const created = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(created).toHaveLength(free);
    for (const { problem } of refused) expect(problem).toMatchObject({ code: 'queue-full' });
    expect(await summary()).toMatchObject({ occupied: before.occupied + free });

    for (const { jobId } of created) {
      await table.write(cancelWrite(jobId, new Date().toISOString()));
    }
    await expect.poll(async () => (await summary()).occupied, soon).toBe(before.occupied);
  });
});

describe('the place in the queue', () => {
  it('moves up when an earlier song leaves, and the songs that are done are counted', async () => {
    const before = await summary();
    const jobs = [
      await client.submit(voice),
      await client.submit(voice),
      await client.submit(voice),
    ] as const;
    const [first, second, third] = await Promise.all(jobs.map(({ jobId }) => positionOf(jobId)));
    expect([second, third]).toEqual([Number(first) + 1, Number(first) + 2]);

    expect(await client.cancel(jobs[0].jobId, jobs[0].ownerToken)).toBe(204);
    await expect.poll(() => positionOf(jobs[2].jobId), soon).toBe(Number(third) - 1);

    workers.start();
    await client.waitForStatus(jobs[1].jobId, 'completed');
    await client.waitForStatus(jobs[2].jobId, 'completed');
    await expect.poll(summary, soon).toMatchObject({
      occupied: before.occupied,
      left: before.left + 3,
      tickets: before.tickets + 3,
    });
    // A song that another test left in work may have ended meanwhile.
    await expect
      .poll(async () => (await summary()).processing, soon)
      .toBeLessThanOrEqual(before.processing);
    expect((await summary()).recentSeconds.length).toBeGreaterThanOrEqual(2);
    await client.waitForEmptyQueue();
  });
});

describe('a form', () => {
  it('that is posted again sends no second message', async () => {
    const { jobId, upload, ownerToken } = await client.create(voice);
    await upload(voice.bytes);
    await client.waitForStatus(jobId, 'queued');
    const record = await client.record(jobId);
    await upload(voice.bytes);
    await client.replayUploadEvent(jobId);
    // The events of this song come after those of the other.
    const later = await client.submit(voice);
    await expect.poll(() => client.queuedMessages(), soon).toEqual({ waiting: 2, inWork: 0 });
    expect(await client.record(jobId)).toEqual(record);
    await client.cancel(jobId, ownerToken);
    await client.cancel(later.jobId, later.ownerToken);
    workers.start();
    await client.waitForEmptyQueue();
  });

  it('takes no more than the declared size', async () => {
    const { jobId, upload } = await client.create({
      ...voice,
      bytes: voice.bytes.subarray(0, 999),
    });
    const status = await upload(voice.bytes);
    if (status < 400) await client.waitForStatus(jobId, 'failed');
    else expect(await client.view(jobId)).toMatchObject({ status: 'awaiting-upload' });
    await expect.poll(() => client.objectKeys(jobId), soon).toEqual([]);
  });
});

it('counters that are off are corrected by counting again', async () => {
  const before = await summary();
  await dynamo.send(
    new UpdateCommand({
      TableName,
      Key: { jobId: queueItemKey },
      UpdateExpression: 'ADD occupied :off, processing :off, #left :off',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':off': 7 },
    }),
  );
  await invokeFunction(access, 'QueueCounts');
  const { occupied, processing, left } = before;
  expect(await summary()).toMatchObject({ occupied, processing, left });
});

it('a job of a version without the index is put into it, and expires in time', async () => {
  const { jobId } = await client.create(voice);
  await client.pretendCompleted(jobId, Date.now() - 8 * 86_400_000);
  const Key = { jobId };
  const UpdateExpression = 'REMOVE sweepKey';
  await dynamo.send(new UpdateCommand({ TableName, Key, UpdateExpression }));
  await invokeFunction(access, 'Expire');
  expect((await client.record(jobId)).status).toEqual({ S: 'completed' });
  await indexOldJobs(TableName, access);
  await invokeFunction(access, 'Expire');
  expect((await client.record(jobId)).status).toEqual({ S: 'expired' });
  expect(await client.record(jobId)).not.toHaveProperty('sweepKey');
});
