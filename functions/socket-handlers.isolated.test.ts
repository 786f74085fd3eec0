import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { lambdaContext } from './testing/lambda-context.ts';
import { type AwsRequest, openLocalAws } from './testing/local-aws.ts';
import { sampleId, sampleJob } from './testing/sample-jobs.ts';

/**
 * AWS on this machine: a table with one queued job and a connection that follows it. It records each
 * request as an operation of DynamoDB with its table, or as a message to a connection.
 */
const requests: string[] = [];
const job = marshall(sampleJob('queued'), { removeUndefinedValues: true });

function answer({ operation, method, url, body }: AwsRequest): string {
  if (!operation) {
    const { type, view } = JSON.parse(body);
    requests.push(`${method} ${url}: ${type} ${view?.status}`);
    return '';
  }
  const { TableName, RequestItems, Key } = JSON.parse(body);
  const table = TableName ?? Object.keys(RequestItems)[0];
  requests.push(`${operation} ${table}`);
  if (Key?.jobId?.S === sampleId()) return JSON.stringify({ Item: job });
  if (table === 'connections' && operation === 'GetItem') {
    return JSON.stringify({ Item: { jobIds: { SS: [sampleId()] } } });
  }
  return operation === 'Query' ? JSON.stringify({ Items: [{ member: { S: 'c1' } }] }) : '{}';
}

beforeAll(() =>
  openLocalAws(answer, () => ({
    JOB_TABLE_NAME: 'jobs',
    CONNECTION_TABLE_NAME: 'connections',
    SOCKET_ENDPOINT: '/_aws/execute-api/a1/live',
    WEB_ORIGIN: 'https://sing.example',
    ORIGIN_SECRETS: 's'.repeat(32),
  })),
);
beforeEach(() => void requests.splice(0));

const requestContext = { connectionId: 'c1' };
const message = (view: string) => `POST /_aws/execute-api/a1/live/@connections/c1: ${view}`;

it('connect asks AWS for nothing, and refuses pages of other origins', async () => {
  const { handler } = await import('./connect/handler.ts');
  const secret = { 'x-origin-secret': 's'.repeat(32) };
  const from = (Origin: string) =>
    handler({ requestContext, headers: { ...secret, Origin } }, lambdaContext);
  expect(await from('https://sing.example')).toEqual({ statusCode: 200 });
  expect(await from('https://evil.example')).toEqual({ statusCode: 403 });
  expect(requests).toEqual([]);
});

it('follow reads the job, writes the follow and answers to the connection', async () => {
  const { handler } = await import('./follow/handler.ts');
  const body = JSON.stringify({ action: 'follow', jobId: sampleId() });
  expect(await handler({ requestContext, body }, lambdaContext)).toEqual({ statusCode: 200 });
  expect(requests).toEqual([
    ...['GetItem jobs', 'UpdateItem connections', 'PutItem connections', 'GetItem jobs'],
    // The line, and the counters of the queue.
    ...['PutItem connections', 'GetItem jobs'],
    message('view queued'),
  ]);
});

it('follow reads nothing for a message that is none', async () => {
  const { handler } = await import('./follow/handler.ts');
  await handler({ requestContext, body: '{}' }, lambdaContext);
  await handler({ requestContext }, lambdaContext);
  expect(requests).toEqual([message('refused undefined'), message('refused undefined')]);
});

it('disconnect removes what the connection followed', async () => {
  const { handler } = await import('./disconnect/handler.ts');
  await handler({ requestContext }, lambdaContext);
  expect(requests).toEqual(['GetItem connections', 'BatchWriteItem connections']);
});

it('push tells the followers of a changed job', async () => {
  const { handler } = await import('./push/handler.ts');
  const processing = marshall(sampleJob('processing'), { removeUndefinedValues: true });
  const dynamodb = { OldImage: job, NewImage: processing };
  await handler({ Records: [{ eventName: 'MODIFY', dynamodb }] }, lambdaContext);
  expect(requests).toEqual([
    ...['DeleteItem connections', 'Query connections', 'GetItem jobs'],
    message('view processing'),
  ]);
});
