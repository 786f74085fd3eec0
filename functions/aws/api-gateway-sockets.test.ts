import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { bodyTextOf, type FakeResponse, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import type { SocketMessage } from '@my-pitch/shared/socket';
import { expect, it } from 'vitest';
import { sampleId } from '../testing/sample-jobs.ts';
import { createApiGatewaySockets, createSocketClient } from './api-gateway-sockets.ts';

const message: SocketMessage = { type: 'completed', jobId: sampleId() };

function socketsWith(response: FakeResponse) {
  const { settings, requests } = fakeAws(response);
  const { forcePathStyle: _, ...client } = settings;
  return { sockets: createApiGatewaySockets(new ApiGatewayManagementApiClient(client)), requests };
}

it('posts a message as JSON to a connection', async () => {
  const { sockets, requests } = socketsWith({});
  expect(await sockets.send('AbC=', message)).toBe(true);
  expect(requests).toMatchObject([{ method: 'POST', path: '/@connections/AbC%3D' }]);
  expect(JSON.parse(bodyTextOf(requests[0]))).toEqual(message);
});

it('knows a closed connection from an error', async () => {
  const gone = socketsWith({ statusCode: 410, headers: { 'x-amzn-errortype': 'GoneException' } });
  expect(await gone.sockets.send('a', message)).toBe(false);
  const refused = socketsWith({ statusCode: 403 });
  await expect(refused.sockets.send('a', message)).rejects.toThrow();
});

it.each([
  [
    'https://a1.execute-api.eu-central-1.amazonaws.com/live',
    undefined,
    'a1.execute-api.eu-central-1.amazonaws.com',
    '/live',
  ],
  ['/_aws/execute-api/a1/live', 'http://127.0.0.1:4566', '127.0.0.1', '/_aws/execute-api/a1/live'],
])('has the endpoint %s', async (endpoint, emulatorUrl, hostname, path) => {
  const { endpoint: resolve } = createSocketClient(endpoint, emulatorUrl).config;
  expect(await resolve?.()).toMatchObject({ hostname, path });
});
