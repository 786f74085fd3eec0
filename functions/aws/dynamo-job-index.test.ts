import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { describe, expect, it } from 'vitest';
import { before, sampleId } from '../testing/sample-jobs.ts';
import { createDynamoJobIndex } from './dynamo-job-index.ts';

function indexWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  return { index: createDynamoJobIndex(dynamo, 'jobs'), requests };
}

/** An item of the index, which holds keys only. */
function item(n: number) {
  return {
    jobId: { S: sampleId(n) },
    sweepKey: { S: 'failed#0' },
    statusSince: { S: before(50) },
  };
}

const nextKey = { LastEvaluatedKey: { jobId: { S: sampleId(1) } } };

async function idsOf(jobs: AsyncIterable<{ jobId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { jobId } of jobs) ids.push(jobId);
  return ids;
}

it('counts the jobs of every page of every shard', async () => {
  const pages = [{ Count: 3, ...nextKey }, ...Array.from({ length: 16 }, () => ({ Count: 2 }))];
  const { index, requests } = indexWith(...pages.map((body) => ({ body })));
  expect(await index.count('failed')).toBe(3 + 16 * 2);
  for (const shard of '0123456789abcdef') {
    const ofShard = { ExpressionAttributeValues: { ':key': { S: `failed#${shard}` } } };
    expect(requests.map(jsonBodyOf)).toContainEqual(expect.objectContaining(ofShard));
  }
  expect(jsonBodyOf(requests[0])).toMatchObject({
    TableName: 'jobs',
    IndexName: 'by-sweep',
    Select: 'COUNT',
  });
});

describe('list', () => {
  it('lists the jobs of every page of every shard', async () => {
    const pages = [
      { Items: [item(1)], ...nextKey },
      { ...nextKey },
      { Items: [item(2)] },
      ...Array.from({ length: 14 }, () => ({ Items: [] })),
      { Items: [item(3)] },
    ];
    const { index, requests } = indexWith(...pages.map((body) => ({ body })));
    expect(await idsOf(index.list('failed'))).toEqual([1, 2, 3].map((n) => sampleId(n)));
    expect(jsonBodyOf(requests[17])).toMatchObject({
      ExpressionAttributeValues: { ':key': { S: 'failed#f' } },
    });
  });

  it('skips an item that breaks its contract', async () => {
    const Items = [{ jobId: { S: 'scaling' } }, item(3)];
    const others = Array.from({ length: 15 }, () => ({ body: {} }));
    const { index } = indexWith({ body: { Items } }, ...others);
    expect(await idsOf(index.list('failed'))).toEqual([sampleId(3)]);
  });
});
