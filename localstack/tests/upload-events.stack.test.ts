import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListFunctions,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  GetQueueAttributesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { awsClientOptions } from '../testing/aws-client-options.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';

// S3 → queue of upload events → on-upload → jobs, and what becomes of events that fail.

const { workerEnv, uploadEventQueueUrl, deadUploadEventQueueUrl, ...stack } = inject('stack');
const client = new StackClient({
  ...{ workerEnv, uploadEventQueueUrl, deadUploadEventQueueUrl, ...stack },
});
const aws = awsClientOptions(workerEnv);
const sqs = new SQSClient(aws);
const lambda = new LambdaClient(aws);
const voice = { bytes: synthesiseVoice(), content: 'voice' as const };

async function hideEventsFor(seconds: string): Promise<void> {
  const Attributes = { VisibilityTimeout: seconds };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: uploadEventQueueUrl, Attributes }));
}

async function messagesIn(queueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: hidden } =
    Attributes;
  return Number(visible) + Number(hidden);
}

async function onUploadName(): Promise<string> {
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName = '' } of Functions) {
      if (FunctionName.includes('FunctionsOnUpload')) return FunctionName;
    }
  }
  throw new Error('on-upload is not deployed');
}

/** Changes variables of on-upload. Returns how to restore them. */
async function changeOnUpload(change: Readonly<Record<string, string>>) {
  const FunctionName = await onUploadName();
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const set = (Variables: Record<string, string>) =>
    lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }),
    );
  const before = Environment?.Variables ?? {};
  await set({ ...before, ...change });
  return () => set(before);
}

let restore: (() => Promise<unknown>) | undefined;
beforeAll(() => hideEventsFor('1'));
afterEach(async () => {
  await restore?.();
  restore = undefined;
});
afterAll(() => hideEventsFor('360'));

it('a message that is no event ends in the dead-letter function, and delays no song', async () => {
  await sqs.send(
    new SendMessageCommand({ QueueUrl: uploadEventQueueUrl, MessageBody: 'this is no event' }),
  );
  const { jobId } = await client.submit(voice);
  expect(await client.view(jobId)).toMatchObject({ status: 'queued' });
  expect(await messagesIn(uploadEventQueueUrl)).toBe(1);
  await expect
    .poll(
      async () =>
        (await messagesIn(uploadEventQueueUrl)) + (await messagesIn(deadUploadEventQueueUrl)),
      { timeout: 120_000, interval: 500 },
    )
    .toBe(0);
});

it.each([
  ['cannot read the table', { JOB_TABLE_NAME: 'no-table' }, 'awaiting-upload'],
  ['cannot send the message', { JOB_QUEUE_URL: 'http://127.0.0.1:9/no-queue' }, 'queued'],
] as const)(
  'a song fails with words when on-upload %s, and its upload is deleted',
  async (_, change, meanwhile) => {
    restore = await changeOnUpload(change);
    const job = await client.create(voice);
    expect(await job.upload(voice.bytes)).toBeLessThan(300);
    await client.waitForStatus(job.jobId, meanwhile);
    expect(await client.waitForStatus(job.jobId, 'failed', 200)).toMatchObject({
      failureCode: 'upload-not-queued',
    });
    await expect.poll(() => client.objectKeys(job.jobId), { timeout: 20_000 }).toEqual([]);
  },
);

it('a song is queued when on-upload recovers before its event is given up', async () => {
  const recover = await changeOnUpload({ JOB_TABLE_NAME: 'no-table' });
  restore = recover;
  const job = await client.create(voice);
  await job.upload(voice.bytes);
  await expect
    .poll(() => messagesIn(uploadEventQueueUrl), { timeout: 20_000, interval: 50 })
    .toBe(1);
  await recover();
  await client.waitForStatus(job.jobId, 'queued', 60);
});
