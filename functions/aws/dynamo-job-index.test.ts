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

function item(n: number, status = 'cancelled') {
  return {
    jobId: { S: sampleId(n) },
    status: { S: status },
    ownerTokenHash: { S: 'a'.repeat(64) },
    createdAt: { S: before(100) },
    statusSince: { S: before(50) },
    recordExpiresAtSeconds: { N: '1800000000' },
  };
}

const ofStatus = {
  TableName: 'jobs',
  IndexName: 'by-status',
  KeyConditionExpression: '#status = :status',
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: { ':status': { S: 'cancelled' } },
};
const nextKey = { LastEvaluatedKey: { jobId: { S: sampleId(1) } } };

async function idsOf(jobs: AsyncIterable<{ jobId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { jobId } of jobs) ids.push(jobId);
  return ids;
}

describe('count', () => {
  it('adds up the pages', async () => {
    const { index, requests } = indexWith(
      { body: { Count: 3, ...nextKey } },
      { body: { Count: 4 } },
    );
    expect(await index.count('cancelled')).toBe(7);
    expect(jsonBodyOf(requests[0])).toEqual({ ...ofStatus, Select: 'COUNT' });
    expect(jsonBodyOf(requests[1])).toMatchObject({
      ExclusiveStartKey: { jobId: { S: sampleId(1) } },
    });
  });

  it('counts only jobs that entered the status before an instant', async () => {
    const { index, requests } = indexWith({ body: { Count: 1 } });
    expect(await index.count('cancelled', nowIso)).toBe(1);
    expect(jsonBodyOf(requests[0])).toMatchObject({
      KeyConditionExpression: '#status = :status AND #since < :before',
      ExpressionAttributeNames: { '#status': 'status', '#since': 'statusSince' },
      ExpressionAttributeValues: { ':status': { S: 'cancelled' }, ':before': { S: nowIso } },
    });
  });
});

describe('list', () => {
  it('lists the jobs of every page', async () => {
    const { index } = indexWith(
      { body: { Items: [item(1)], ...nextKey } },
      { body: { Items: [item(2)] } },
    );
    expect(await idsOf(index.list('cancelled'))).toEqual([sampleId(1), sampleId(2)]);
  });

  it('lists no job of a page without records', async () => {
    const { index } = indexWith({ body: { ...nextKey } }, { body: { Items: [item(2)] } });
    expect(await idsOf(index.list('cancelled'))).toEqual([sampleId(2)]);
  });

  it('skips a record that breaks its contract, and one of another status', async () => {
    const { jobId } = item(1);
    const { index } = indexWith({ body: { Items: [{ jobId }, item(2, 'expired'), item(3)] } });
    expect(await idsOf(index.list('cancelled'))).toEqual([sampleId(3)]);
  });
});

it('reads the latest jobs, newest first, with one request', async () => {
  const { index, requests } = indexWith({ body: { Items: [item(2), item(1)], ...nextKey } });
  const latest = await index.latest('cancelled', 2);
  expect(latest.map(({ jobId }) => jobId)).toEqual([sampleId(2), sampleId(1)]);
  expect(requests.map(jsonBodyOf)).toEqual([{ ...ofStatus, ScanIndexForward: false, Limit: 2 }]);
});
