import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { emptyQueueSummary } from '@my-pitch/shared/queue-summary';
import { describe, expect, it } from 'vitest';
import { createDynamoQueueCounters } from './dynamo-queue-counters.ts';

function countersWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  return { counters: createDynamoQueueCounters(dynamo, 'jobs', () => 7_000_900), requests };
}

const refused: FakeResponse = {
  statusCode: 400,
  body: { __type: 'ConditionalCheckFailedException' },
};
const denied: FakeResponse = { statusCode: 400, body: { __type: 'AccessDeniedException' } };

describe('the counters', () => {
  it('are one item, which no job can have', async () => {
    const Item = { tickets: { N: '9' }, recentSeconds: { L: [{ N: '41.5' }] } };
    const { counters, requests } = countersWith({ body: { Item } });
    const expected = { ...emptyQueueSummary, tickets: 9, recentSeconds: [41.5] };
    expect(await counters.read()).toEqual(expected);
    expect(jsonBodyOf(requests[0])).toEqual({ TableName: 'jobs', Key: { jobId: { S: 'queue' } } });
  });

  it.each([
    ['are missing', {}],
    ['break their contract', { Item: { tickets: { S: 'nine' } } }],
  ])('are 0 while they %s', async (_name, body) => {
    expect(await countersWith({ body }).counters.read()).toEqual(emptyQueueSummary);
  });
});

it('admits a form only below the limit, in one conditional write', async () => {
  const { counters, requests } = countersWith({ body: {} }, refused, denied);
  expect([await counters.admit(3), await counters.admit(3)]).toEqual([true, false]);
  await expect(counters.admit(3)).rejects.toThrow();
  expect(jsonBodyOf(requests[0])).toMatchObject({
    UpdateExpression: 'ADD #occupied :one, #admitted :one',
    ConditionExpression: 'attribute_not_exists(#occupied) OR #occupied < :max',
    ExpressionAttributeValues: { ':one': { N: '1' }, ':max': { N: '3' } },
  });
});

it('gives tickets by an atomic addition', async () => {
  const { counters, requests } = countersWith({ body: { Attributes: { tickets: { N: '12' } } } });
  expect(await counters.takeTicket()).toBe(12);
  expect(jsonBodyOf(requests[0])).toMatchObject({
    UpdateExpression: 'ADD #counter :one',
    ReturnValues: 'UPDATED_NEW',
  });
});

it('applies a change only to the version that was read, and adds to what others write', async () => {
  const { counters, requests } = countersWith({ body: {} }, refused);
  const change = { left: 1, occupied: -1, processing: 1, startedSumSeconds: 50 };
  const before = { ...emptyQueueSummary, version: 4, appliedBatches: ['a'], recentSeconds: [1] };
  const all = { ...change, finishedSeconds: [40], hasWork: true };
  expect(await counters.apply(all, 'b', before)).toBe(true);
  expect(await counters.apply(all, 'b', before)).toBe(false);
  expect(jsonBodyOf(requests[0])).toMatchObject({
    UpdateExpression:
      'SET #recentSeconds = :recentSeconds, #appliedBatches = :appliedBatches, #lastWorkSeconds = :lastWorkSeconds ADD #left :left, #occupied :occupied, #processing :processing, #startedSumSeconds :startedSumSeconds, #version :version',
    ConditionExpression: 'attribute_not_exists(#version) OR #version = :before',
    ExpressionAttributeValues: {
      ':recentSeconds': { L: [{ N: '40' }, { N: '1' }] },
      ':appliedBatches': { L: [{ S: 'b' }, { S: 'a' }] },
      ':lastWorkSeconds': { N: '7000' },
      ':occupied': { N: '-1' },
      ':before': { N: '4' },
    },
  });
});
