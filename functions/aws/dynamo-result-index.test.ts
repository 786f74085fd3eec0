import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { nowIso, sampleId } from '../testing/sample-jobs.ts';
import { createDynamoResultIndex } from './dynamo-result-index.ts';

it('asks for exactly one key, and for the results that live longest', async () => {
  const Items = [2, 1].map((n) => ({ jobId: { S: sampleId(n) }, resultKey: { S: 'key' } }));
  const { settings, requests } = fakeAws({ body: { Items } });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const index = createDynamoResultIndex(dynamo, 'jobs');
  expect(await index.find('key', nowIso)).toEqual([sampleId(2), sampleId(1)]);
  expect(requests.map(jsonBodyOf)).toEqual([
    {
      TableName: 'jobs',
      IndexName: 'by-result',
      KeyConditionExpression: '#key = :key AND #expires > :after',
      ExpressionAttributeNames: { '#key': 'resultKey', '#expires': 'resultsExpireAt' },
      ExpressionAttributeValues: { ':key': { S: 'key' }, ':after': { S: nowIso } },
      ScanIndexForward: false,
      Limit: 3,
    },
  ]);
});

it('finds nothing in an empty index', async () => {
  const { settings } = fakeAws({ body: {} });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  expect(await createDynamoResultIndex(dynamo, 'jobs').find('key', nowIso)).toEqual([]);
});
