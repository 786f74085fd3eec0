import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { expect, it } from 'vitest';
import { sampleId } from '../testing/sample-jobs.ts';
import { createSqsJobQueue } from './sqs-job-queue.ts';

it('sends one message about a job', async () => {
  const message = { jobId: sampleId() };
  const body = composeJobMessage(message);
  const MD5OfMessageBody = createHash('md5').update(body).digest('hex');
  const { settings, requests } = fakeAws({ body: { MD5OfMessageBody } });
  await createSqsJobQueue(new SQSClient(settings), 'http://aws.test/jobs').send(message);
  expect(requests.map(jsonBodyOf)).toEqual([
    { QueueUrl: 'http://aws.test/jobs', MessageBody: body },
  ]);
});
