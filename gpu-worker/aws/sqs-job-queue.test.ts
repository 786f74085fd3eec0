import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { MachineFailure } from '@my-pitch/shared/errors';
import { expect, it } from 'vitest';
import { createSqsJobQueue } from './sqs-job-queue.ts';

const queueUrl = 'http://aws.test/jobs';

function queueWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  return { queue: createSqsJobQueue(new SQSClient(settings), queueUrl), requests };
}

const { signal } = new AbortController();
const message = { messageId: 'm', receiptHandle: 'r', body: 'song', receiveCount: 3 };

it('waits 20 s for one message and hides it from other workers', async () => {
  const { queue, requests } = queueWith({
    body: {
      Messages: [
        {
          MessageId: 'm',
          ReceiptHandle: 'r',
          Body: 'song',
          MD5OfBody: createHash('md5').update('song').digest('hex'),
          Attributes: { ApproximateReceiveCount: '3' },
        },
      ],
    },
  });
  expect(await queue.receive(62, signal)).toEqual(message);
  expect(jsonBodyOf(requests[0])).toEqual({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: 20,
    VisibilityTimeout: 62,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
});

it('returns nothing when no message came', async () => {
  const { queue } = queueWith({ body: {} });
  expect(await queue.receive(62, signal)).toBeUndefined();
});

it('hides and deletes by the receipt handle of the delivery', async () => {
  const { queue, requests } = queueWith({ body: {} }, { body: {} });
  await queue.hide(message, 8);
  await queue.delete(message);
  expect(requests.map(jsonBodyOf)).toEqual([
    { QueueUrl: queueUrl, ReceiptHandle: 'r', VisibilityTimeout: 8 },
    { QueueUrl: queueUrl, ReceiptHandle: 'r' },
  ]);
});

it('reports a queue that refuses this worker as a fault of the machine', async () => {
  const { queue } = queueWith({ statusCode: 403, body: { __type: 'AccessDeniedException' } });
  await expect(queue.check()).rejects.toBeInstanceOf(MachineFailure);
});
