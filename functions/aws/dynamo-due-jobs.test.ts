import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { sampleId } from '../testing/sample-jobs.ts';
import { createDynamoDueJobs } from './dynamo-due-jobs.ts';
import { createDynamoSweepState } from './dynamo-sweep-state.ts';

function dynamoWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  return { dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(settings)), requests };
}
const before = '2026-03-01T12:00:00.000Z';

it('continues with the page after the last one, and skips an item that is no job', async () => {
  const last = { jobId: { S: sampleId(1) }, status: { S: 'failed' }, statusSince: { S: before } };
  const { dynamo, requests } = dynamoWith(
    {
      body: {
        Items: [{ jobId: { S: sampleId(1) } }, { jobId: { S: 'x' } }],
        LastEvaluatedKey: last,
      },
    },
    { body: { Items: [] } },
  );
  const due = createDynamoDueJobs(dynamo, 'jobs');
  const { jobIds, next } = await due.page('failed', before);
  expect(jobIds).toEqual([sampleId(1)]);
  expect(await due.page('failed', before, next)).toEqual({ jobIds: [] });
  expect(jsonBodyOf(requests[0])).not.toHaveProperty('ExclusiveStartKey');
  expect(jsonBodyOf(requests[1])).toMatchObject({ ExclusiveStartKey: last });
});

it.each([
  ['no positions at first', {}, {}],
  ['the positions of the last run', { positions: { M: { a: { S: 'b' } } } }, { a: 'b' }],
  ['none if they are not valid', { positions: { L: [] } }, {}],
])('the state has %s', async (_name, Item, positions) => {
  const { dynamo } = dynamoWith({ body: { Item } });
  expect(await createDynamoSweepState(dynamo, 'jobs').read()).toEqual(positions);
});
