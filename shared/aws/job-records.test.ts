import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { jobIdSchema } from '../ids.ts';
import { queueWrite } from '../job-writes.ts';
import { readJobRecord, writeJobRecord } from './job-records.ts';
import { type FakeResponse, fakeAws, jsonBodyOf } from './testing/fake-aws.ts';

const jobId = jobIdSchema.parse('11111111-2222-4333-8444-555555555555');
const instant = '2026-01-01T00:00:00.000Z';

function dynamoWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  return { dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(settings)), requests };
}

function failure(name: string): FakeResponse {
  return { statusCode: 400, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}` } };
}

describe('readJobRecord', () => {
  it('reads a record with strong consistency', async () => {
    const { dynamo, requests } = dynamoWith({
      body: {
        Item: {
          jobId: { S: jobId },
          status: { S: 'cancelled' },
          ownerTokenHash: { S: 'a'.repeat(64) },
          createdAt: { S: instant },
          statusSince: { S: instant },
          recordExpiresAtSeconds: { N: '1800000000' },
        },
      },
    });
    expect(await readJobRecord(dynamo, 'jobs', jobId)).toMatchObject({
      jobId,
      status: 'cancelled',
    });
    expect(jsonBodyOf(requests[0])).toEqual({
      TableName: 'jobs',
      Key: { jobId: { S: jobId } },
      ConsistentRead: true,
    });
  });

  it('returns nothing for an unknown job', async () => {
    const { dynamo } = dynamoWith({ body: {} });
    expect(await readJobRecord(dynamo, 'jobs', jobId)).toBeUndefined();
  });

  it('refuses a record that breaks its contract', async () => {
    const { dynamo } = dynamoWith({ body: { Item: { jobId: { S: jobId } } } });
    await expect(readJobRecord(dynamo, 'jobs', jobId)).rejects.toThrow('status');
  });
});

describe('writeJobRecord', () => {
  const write = queueWrite(jobId, { ticket: 1 }, instant);

  it('returns true when the condition held', async () => {
    const { dynamo, requests } = dynamoWith({ body: {} });
    expect(await writeJobRecord(dynamo, 'jobs', write)).toBe(true);
    expect(jsonBodyOf(requests[0])).toMatchObject({
      TableName: 'jobs',
      Key: { jobId: { S: jobId } },
      ConditionExpression: write.ConditionExpression,
      UpdateExpression: write.UpdateExpression,
    });
  });

  it('returns false when the condition did not hold', async () => {
    const { dynamo } = dynamoWith(failure('ConditionalCheckFailedException'));
    expect(await writeJobRecord(dynamo, 'jobs', write)).toBe(false);
  });

  it('throws every other error', async () => {
    const { dynamo } = dynamoWith(failure('ResourceNotFoundException'));
    await expect(writeJobRecord(dynamo, 'jobs', write)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
