import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { nowMs, sampleId } from '../testing/sample-jobs.ts';
import { createDynamoFollowedLine } from './dynamo-followed-line.ts';
import { createDynamoFollows } from './dynamo-follows.ts';

function tableWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const operations = () =>
    requests.map((request) => String(request.headers['x-amz-target']).split('.')[1]);
  return {
    follows: createDynamoFollows(dynamo, 'connections', () => nowMs),
    line: createDynamoFollowedLine(dynamo, 'connections', () => nowMs),
    operations,
    bodies: () => requests.map(jsonBodyOf),
  };
}
const refused: FakeResponse = {
  statusCode: 400,
  body: { __type: 'ConditionalCheckFailedException' },
};
const jobGroup = (n = 1) => ({ S: `job#${sampleId(n)}` });
const inTenMinutes = { N: String(nowMs / 1000 + 600) };

it('a follow is an entry of its job and in the list of its connection, for ten minutes', async () => {
  const { follows, bodies, operations } = tableWith({}, {});
  expect(await follows.add('c1', sampleId())).toBe(true);
  expect(operations()).toEqual(['UpdateItem', 'PutItem']);
  expect(bodies()).toMatchObject([
    {
      Key: { group: { S: 'connection#c1' } },
      ExpressionAttributeValues: {
        ':added': { SS: [sampleId()] },
        ':maximum': { N: '20' },
        ':expires': inTenMinutes,
      },
    },
    { Item: { group: jobGroup(), member: { S: 'c1' }, expiresAtSeconds: inTenMinutes } },
  ]);
});

it('a connection with too many follows gets no entry', async () => {
  const { follows, operations } = tableWith(refused);
  expect(await follows.add('c1', sampleId())).toBe(false);
  expect(operations()).toEqual(['UpdateItem']);
});

it('the followers of a job are those of every page that have not expired', async () => {
  const key = { group: jobGroup(), member: { S: 'c1' } };
  const { follows, bodies } = tableWith(
    { body: { Items: [key], LastEvaluatedKey: key } },
    { body: { Items: [{ ...key, member: { S: 'c2' } }] } },
  );
  expect(await follows.followersOf(sampleId())).toEqual(['c1', 'c2']);
  expect(bodies()[0]).toMatchObject({
    FilterExpression: 'expiresAtSeconds > :now',
    ExpressionAttributeValues: { ':group': jobGroup(), ':now': { N: String(nowMs / 1000) } },
  });
});

it('a closed connection is removed with all its follows, in batches of 25', async () => {
  const jobIds = { SS: Array.from({ length: 30 }, (_, n) => sampleId(n)) };
  const { follows, bodies } = tableWith({ body: { Item: { jobIds } } }, {}, {});
  await follows.removeConnection('c1');
  const batches = bodies()
    .slice(1)
    .map((body) => (body as { RequestItems: { connections: unknown[] } }).RequestItems.connections);
  expect(batches.map(({ length }) => length)).toEqual([25, 6]);
  expect(batches[0]?.[1]).toEqual({
    DeleteRequest: { Key: { group: jobGroup(1), member: { S: 'c1' } } },
  });
  expect(batches[1]?.at(-1)).toEqual({
    DeleteRequest: { Key: { group: { S: 'connection#c1' }, member: { S: 'follows' } } },
  });
});

it('a connection that followed nothing costs one read when it closes', async () => {
  const { follows, operations } = tableWith({ body: {} });
  await follows.removeConnection('c1');
  expect(operations()).toEqual(['GetItem']);
});

it('the end of a job ends its follows, and creates no item for a closed connection', async () => {
  const { follows, bodies, operations } = tableWith({}, {}, refused);
  await follows.removeJob(sampleId(), ['c1', 'c2']);
  expect(operations()).toEqual(['BatchWriteItem', 'UpdateItem', 'UpdateItem']);
  expect(bodies()[2]).toMatchObject({
    Key: { group: { S: 'connection#c2' } },
    UpdateExpression: 'DELETE jobIds :removed',
    ConditionExpression: 'attribute_exists(jobIds)',
  });
});

it('an error of the table is thrown', async () => {
  const failing = () => tableWith({ statusCode: 400, body: { __type: 'AccessDeniedException' } });
  await expect(failing().follows.add('c1', sampleId())).rejects.toThrow();
  await expect(failing().follows.removeConnection('c1')).rejects.toThrow();
});

it('the line is sorted by the time of queueing, and its end costs nothing', async () => {
  const queuedAt = '2026-03-01T11:00:00.000Z';
  const { line, bodies } = tableWith(
    {},
    { body: { Items: [1, 2, 3].map((n) => ({ jobId: { S: sampleId(n) } })) } },
    {},
  );
  await line.add({ jobId: sampleId(), queuedAt });
  expect(await line.nearest(2)).toEqual([sampleId(1), sampleId(2)]);
  await line.remove({ jobId: sampleId(), queuedAt });
  const key = { group: { S: 'line' }, member: { S: `${queuedAt}#${sampleId()}` } };
  expect(bodies()).toMatchObject([
    { Item: { ...key, jobId: { S: sampleId() }, expiresAtSeconds: inTenMinutes } },
    { Limit: 4, ExpressionAttributeValues: { ':group': { S: 'line' } } },
    { Key: key },
  ]);
});
