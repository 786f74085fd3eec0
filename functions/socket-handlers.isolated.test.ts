import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { lambdaContext } from './testing/lambda-context.ts';
import { sampleId, sampleJob } from './testing/sample-jobs.ts';

/**
 * AWS on this machine: a table with one queued job and a connection that follows it. It records each
 * request as an operation of DynamoDB with its table, or as a message to a connection.
 */
const requests: string[] = [];
const job = marshall(sampleJob('queued'), { removeUndefinedValues: true });
const server = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  const body = await text(request);
  if (!operation) {
    const { type, view } = JSON.parse(body);
    requests.push(`${request.method} ${request.url}: ${type} ${view?.status}`);
    return void response.end();
  }
  const { TableName, RequestItems, Key } = JSON.parse(body);
  const table = TableName ?? Object.keys(RequestItems)[0];
  requests.push(`${operation} ${table}`);
  if (Key?.jobId?.S === sampleId()) return void response.end(JSON.stringify({ Item: job }));
  if (table === 'connections' && operation === 'GetItem') {
    return void response.end(JSON.stringify({ Item: { jobIds: { SS: [sampleId()] } } }));
  }
  if (operation === 'Query')
    return void response.end(JSON.stringify({ Items: [{ member: { S: 'c1' } }] }));
  response.end('{}');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('JOB_TABLE_NAME', 'jobs');
  vi.stubEnv('CONNECTION_TABLE_NAME', 'connections');
  vi.stubEnv('SOCKET_ENDPOINT', '/_aws/execute-api/a1/live');
  vi.stubEnv('WEB_ORIGIN', 'https://sing.example');
  vi.stubEnv('ORIGIN_SECRETS', 's'.repeat(32));
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
});
beforeEach(() => void requests.splice(0));
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

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
