import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sampleId } from '../testing/sample-jobs.ts';
import { createDynamoDueJobs } from './dynamo-due-jobs.ts';
import { createDynamoSweepState } from './dynamo-sweep-state.ts';

const querySchema = z.object({
  ExpressionAttributeValues: z.object({ ':key': z.object({ S: z.string() }) }),
  ExclusiveStartKey: z.unknown().optional(),
});

function dynamoWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  return { dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(settings)), requests };
}
const before = '2026-03-01T12:00:00.000Z';

it('continues with the page after the last one, then with the next shard, and skips what is no job', async () => {
  const last = {
    jobId: { S: sampleId(1) },
    sweepKey: { S: 'failed#0' },
    statusSince: { S: before },
  };
  const Items = [{ jobId: { S: sampleId(1) } }, { jobId: { S: 'x' } }];
  const rest = Array.from({ length: 16 }, () => ({ body: { Items: [] } }));
  const { dynamo, requests } = dynamoWith({ body: { Items, LastEvaluatedKey: last } }, ...rest);
  const due = createDynamoDueJobs(dynamo, 'jobs');
  const found: string[] = [];
  let next: string | undefined;
  do {
    const page = await due.page('failed', before, next);
    found.push(...page.jobIds);
    next = page.next;
  } while (next !== undefined);
  expect(found).toEqual([sampleId(1)]);
  const asked = requests.map((request) => querySchema.parse(jsonBodyOf(request)));
  expect(asked.map((query) => query.ExpressionAttributeValues[':key'].S)).toEqual(
    [...'00123456789abcdef'].map((shard) => `failed#${shard}`),
  );
  expect(asked.map((query) => query.ExclusiveStartKey)).toEqual([
    undefined,
    last,
    ...Array.from({ length: 15 }, () => undefined),
  ]);
});

it.each([
  ['no positions at first', {}, {}],
  ['the positions of the last run', { positions: { M: { a: { S: 'b' } } } }, { a: 'b' }],
  ['none if they are not valid', { positions: { L: [] } }, {}],
])('the state has %s', async (_name, Item, positions) => {
  const { dynamo } = dynamoWith({ body: { Item } });
  expect(await createDynamoSweepState(dynamo, 'jobs').read()).toEqual(positions);
});
