import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { takeToken } from '../clients/token-bucket.ts';
import { createDynamoBucketStore } from './dynamo-bucket-store.ts';

const limit = { burst: 3, perHour: 60 };
const nowMs = 1_000_000;

function storeWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  return { store: createDynamoBucketStore(dynamo, 'clients'), requests };
}

const fullAt = (fullAtMs: number): FakeResponse => ({
  statusCode: 400,
  body: { __type: 'ConditionalCheckFailedException', Item: { fullAtMs: { N: String(fullAtMs) } } },
});

it('a first token costs one write, which says when the bucket may be forgotten', async () => {
  const { store, requests } = storeWith({});
  expect(await takeToken(store, 'hash', limit, nowMs)).toBeUndefined();
  expect(requests.map(jsonBodyOf)).toMatchObject([
    {
      Key: { client: { S: 'hash' } },
      ExpressionAttributeValues: {
        ':fullAtMs': { N: '1060000' },
        ':now': { N: '1000000' },
        ':forget': { N: '1180' },
      },
    },
  ]);
});

it('a further token is added to the bucket', async () => {
  const { store, requests } = storeWith(fullAt(1_120_000), {});
  expect(await takeToken(store, 'hash', limit, nowMs)).toBeUndefined();
  expect(jsonBodyOf(requests[1])).toMatchObject({
    ExpressionAttributeValues: { ':token': { N: '60000' }, ':latest': { N: '1120000' } },
  });
});

it('an empty bucket costs one write, and says how long to wait', async () => {
  const { store, requests } = storeWith(fullAt(1_120_001));
  expect(await takeToken(store, 'hash', limit, nowMs)).toBe(1);
  expect(requests).toHaveLength(1);
});

it('another error is passed on', async () => {
  const { store } = storeWith({ statusCode: 400, body: { __type: 'AccessDeniedException' } });
  await expect(takeToken(store, 'hash', limit, nowMs)).rejects.toThrow();
});
