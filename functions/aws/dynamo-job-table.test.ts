import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { createDynamoJobTable } from './dynamo-job-table.ts';

it('creates a job in the sweep index, and only under an id that is not taken', async () => {
  const { settings, requests } = fakeAws({ body: {} });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  await createDynamoJobTable(dynamo, 'jobs').create(sampleJob('awaiting-upload'));
  expect(jsonBodyOf(requests[0])).toMatchObject({
    TableName: 'jobs',
    Item: {
      jobId: { S: sampleId() },
      status: { S: 'awaiting-upload' },
      sweepKey: { S: 'awaiting-upload#1' },
    },
    ConditionExpression: 'attribute_not_exists(#id)',
    ExpressionAttributeNames: { '#id': 'jobId' },
  });
});
