import { problemSchema } from '@my-pitch/shared/api';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import { httpEvent } from '../testing/http-event.ts';
import { describeApiEndpoint } from './endpoint.ts';

const document = { openapi: '3.1.1' };
const silent = () => undefined;
const telemetry = { log: { info: silent, warn: silent, error: silent }, ...memoryMetrics() };
const handle = describeApiEndpoint(telemetry, document);

/** The problem for a request that the gateway's route for everything else received. */
async function refusalOf(method: string, rawPath: string) {
  const { body = '', headers = {} } = await handle(
    httpEvent({ routeKey: 'ANY /api/{proxy+}', rawPath }),
  );
  const { code, status, allowedMethods } = problemSchema.parse(JSON.parse(body));
  return { method, code, status, allowedMethods, allow: headers.allow };
}

it('answers the document, which every page may read and keep', async () => {
  const response = await handle(httpEvent({ routeKey: 'GET /api/openapi.json' }));
  expect(response).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    },
  });
  expect(JSON.parse(response.body ?? '')).toEqual(document);
});

describe('requests without a route', () => {
  it.each([
    ['PUT', '/api/jobs', ['POST']],
    ['GET', '/api/jobs', ['POST']],
    ['PATCH', '/api/jobs/3f2b8c1e', ['GET', 'DELETE']],
    ['HEAD', '/api/limits', ['GET']],
    ['OPTIONS', '/api/openapi.json', ['GET']],
  ])('%s %s: 405, with the methods of the path', async (method, path, allowedMethods) => {
    expect(await refusalOf(method, path)).toEqual({
      method,
      code: 'method-not-allowed',
      status: 405,
      allowedMethods,
      allow: allowedMethods.join(', '),
    });
  });

  it.each(['/api/songs', '/api/jobs/1/2', '/api/jobs/', '/api', '/api/{jobId}', '/'])(
    '%s: 404',
    async (path) => {
      expect(await refusalOf('GET', path)).toMatchObject({ code: 'unknown-path', status: 404 });
    },
  );
});
