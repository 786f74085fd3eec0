import { SQSClient } from '@aws-sdk/client-sqs';
import { fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { createSqsQueueDepth } from './sqs-queue-depth.ts';

const depthOf = (Attributes: object) => {
  const { settings } = fakeAws({ body: { Attributes } });
  return createSqsQueueDepth(new SQSClient(settings), 'http://aws.test/jobs').read();
};

it('counts waiting songs and songs in work', async () => {
  const depth = await depthOf({
    ApproximateNumberOfMessages: '12',
    ApproximateNumberOfMessagesNotVisible: '3',
  });
  expect(depth).toEqual({ waiting: 12, inFlight: 3 });
});

it.each([{}, { ApproximateNumberOfMessages: '' }, { ApproximateNumberOfMessages: '1' }])(
  'takes no missing count for 0: %j',
  async (attributes) => {
    await expect(depthOf(attributes)).rejects.toThrow('ApproximateNumberOfMessages');
  },
);
