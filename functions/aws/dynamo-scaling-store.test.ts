import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { describe, expect, it } from 'vitest';
import type { ScalingRecord } from '../scale/scaling-record.ts';
import { createDynamoScalingStore } from './dynamo-scaling-store.ts';

function storeWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  return { store: createDynamoScalingStore(dynamo, 'jobs'), requests };
}

const refused = (item?: object): FakeResponse => ({
  statusCode: 400,
  body: { __type: 'ConditionalCheckFailedException', ...(item && { Item: item }) },
});
const at = '2026-03-01T12:00:00.000Z';
const record: ScalingRecord = {
  ...{ workers: 1, starting: 0, waiting: 2, updatedAt: at, arrivals: [] },
  endedMachines: ['arn:machine'],
  cpu: { running: 1, lastWorkAt: at },
  gpu: { running: 0, lastWorkAt: at },
};

describe('a claim', () => {
  it('lasts 40 s on the scaler’s own item, which no job can have', async () => {
    const { store, requests } = storeWith({ body: { Attributes: { heldBy: { S: 'run' } } } });
    expect(await store.claim('run', 1000)).toEqual({ previous: undefined });
    expect(jsonBodyOf(requests[0])).toMatchObject({
      Key: { jobId: { S: 'scaling' } },
      ExpressionAttributeValues: { ':until': { N: '41000' }, ':now': { N: '1000' } },
    });
  });

  it('is not given while another run holds it', async () => {
    const { store } = storeWith(refused());
    expect(await store.claim('run', 1000)).toBeUndefined();
  });

  it('treats a record that breaks its contract as none', async () => {
    const { store } = storeWith({
      body: { Attributes: { record: { M: { workers: { N: '-1' } } } } },
    });
    expect(await store.claim('run', 1000)).toEqual({ previous: undefined });
  });

  it('fails when the table does not answer', async () => {
    const { store } = storeWith({ statusCode: 400, body: { __type: 'AccessDeniedException' } });
    await expect(store.claim('run', 1000)).rejects.toThrow();
  });
});

describe('the end of a claim', () => {
  it.each([
    ['asked-again', refused({ heldBy: { S: 'run' }, askedAgain: { BOOL: true } })],
    ['lost', refused({ heldBy: { S: 'other' } })],
    ['lost', refused()],
    ['released', {}],
  ] as const)('is %s', async (release, answer) => {
    const { store } = storeWith(answer);
    expect(await store.release('run', record)).toBe(release);
  });

  it('keeps the stored record when the run failed', async () => {
    const { store, requests } = storeWith({});
    await store.release('run', undefined);
    expect(jsonBodyOf(requests[0])).toMatchObject({
      UpdateExpression: 'REMOVE heldBy, heldUntilMs',
    });
  });
});

it('asks again only a run that is in progress', async () => {
  const { store } = storeWith({}, refused());
  expect([await store.askAgain(1000), await store.askAgain(1000)]).toEqual([true, false]);
});
