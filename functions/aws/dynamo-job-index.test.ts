import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { describe, expect, it } from 'vitest';
import { before, nowIso, sampleId } from '../testing/sample-jobs.ts';
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
  it('lists the jobs of every page of the given shards', async () => {
    const { index, requests } = indexWith(
      { body: { Items: [item(1)], ...nextKey } },
      { body: { ...nextKey } },
      { body: { Items: [item(2)] } },
      { body: { Items: [item(3)] } },
    );
    const listed = index.list('failed', undefined, ['0', 'f']);
    expect(await idsOf(listed)).toEqual([1, 2, 3].map(sampleId));
    expect(jsonBodyOf(requests[3])).toMatchObject({
      ExpressionAttributeValues: { ':key': { S: 'failed#f' } },
    });
  });

  it('lists only jobs that entered the status before an instant', async () => {
    const { index, requests } = indexWith({ body: { Items: [item(1)] } });
    await idsOf(index.list('failed', nowIso, ['7']));
    expect(jsonBodyOf(requests[0])).toMatchObject({
      KeyConditionExpression: '#key = :key AND #since < :before',
      ExpressionAttributeNames: { '#key': 'sweepKey', '#since': 'statusSince' },
      ExpressionAttributeValues: { ':key': { S: 'failed#7' }, ':before': { S: nowIso } },
    });
  });

  it('skips an item that breaks its contract', async () => {
    const { index } = indexWith({ body: { Items: [{ jobId: { S: 'scaling' } }, item(3)] } });
    expect(await idsOf(index.list('failed', undefined, ['0']))).toEqual([sampleId(3)]);
  });
});
