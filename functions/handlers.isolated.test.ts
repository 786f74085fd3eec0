import { limitsSchema } from '@my-pitch/shared/api';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import sqsEvent from './on-dead-letter/sqs-event.fixture.json' with { type: 'json' };
import testEvent from './on-upload/s3-event.fixture.json' with { type: 'json' };
import { handlerSettings } from './testing/handler-settings.ts';
import { eventOfPage, httpEvent } from './testing/http-event.ts';
import { lambdaContext } from './testing/lambda-context.ts';

function withBody(body: string) {
  return sqsEvent.Records.map((record) => ({ ...record, body }));
}

/** None of these requests makes a handler call AWS. */
beforeAll(() => {
  const nowhere = 'http://127.0.0.1:9';
  const clients = {
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: nowhere,
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  };
  for (const [name, value] of Object.entries({ ...handlerSettings(nowhere), ...clients })) {
    vi.stubEnv(name, value);
  }
  return () => vi.unstubAllEnvs();
});

describe('POST /api/jobs', () => {
  const body = (different: object) =>
    JSON.stringify({ fileName: 'a.mp3', contentType: 'audio/mpeg', sizeBytes: 5, ...different });

  it.each([
    ['nothing', undefined, /not JSON/],
    ['no JSON', '{"fileName":', /not JSON/],
    ['no object', '[]', /object/],
    ['no name', body({ fileName: '  ' }), /fileName/],
    ['no bytes', body({ sizeBytes: 0 }), /sizeBytes/],
    ['half a byte', body({ sizeBytes: 1.5 }), /sizeBytes/],
    ['no content type', body({ contentType: '' }), /contentType/],
    ['half a surrogate pair', body({ fileName: '\ud800.mp3' }), /fileName/],
    ['an unknown option', body({ options: { content: 'opera' } }), /content/],
  ])('with %s answers 400', async (_name, text, detail) => {
    const { handler } = await import('./create-job/handler.ts');
    const { body: _sample, ...event } = eventOfPage({});
    const response = await handler(
      text === undefined ? event : { ...event, body: text },
      lambdaContext,
    );
    expect(response.statusCode).toBe(400);
    const problem = JSON.parse(response.body ?? '');
    expect(problem).toMatchObject({
      code: 'invalid-request',
      detail: expect.stringMatching(detail),
    });
  });

  it.each([
    ['without a content type', undefined],
    ['of a form', 'application/x-www-form-urlencoded'],
    ['as plain text', 'text/plain;charset=UTF-8'],
    ['of another JSON type', 'application/json-patch+json'],
  ])('a body %s is refused with 415', async (_name, contentType) => {
    const { handler } = await import('./create-job/handler.ts');
    const headers = contentType === undefined ? {} : { 'content-type': contentType };
    const response = await handler(eventOfPage({ body: body({}), headers }), lambdaContext);
    expect(response.statusCode).toBe(415);
    expect(JSON.parse(response.body ?? '')).toMatchObject({ code: 'unsupported-media-type' });
  });

  it('reads a body whose content type has parameters and upper case', async () => {
    const { handler } = await import('./create-job/handler.ts');
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    const response = await handler(
      eventOfPage({ body: body({ contentType: 'text/plain' }), headers }),
      lambdaContext,
    );
    expect(JSON.parse(response.body ?? '')).toMatchObject({ code: 'unsupported-format' });
  });

  it.each([
    ['64 KiB', 64 * 1024, 'unsupported-format'],
    ['a byte more', 64 * 1024 + 1, 'invalid-request'],
  ])('reads bodies up to 64 KiB: %s', async (_name, bytes, code) => {
    const { handler } = await import('./create-job/handler.ts');
    const text = body({ contentType: 'text/plain' }).padEnd(bytes, ' ');
    const response = await handler(eventOfPage({ body: text }), lambdaContext);
    expect(JSON.parse(response.body ?? '')).toMatchObject({ code });
  });

  it.each([
    ['255 characters of two UTF-16 units', '🎵'.repeat(255), 'unsupported-format'],
    ['256 characters', 'a'.repeat(256), 'invalid-request'],
  ])('accepts names up to 255 characters: %s', async (_name, fileName, code) => {
    const { handler } = await import('./create-job/handler.ts');
    const text = body({ fileName, contentType: 'text/plain' });
    const response = await handler(eventOfPage({ body: text }), lambdaContext);
    expect(JSON.parse(response.body ?? '')).toMatchObject({ code });
  });

  it('reads a body in base64', async () => {
    const { handler } = await import('./create-job/handler.ts');
    const text = body({ contentType: 'text/plain' });
    const encoded = Buffer.from(text).toString('base64');
    const response = await handler(
      eventOfPage({ body: encoded, isBase64Encoded: true }),
      lambdaContext,
    );
    expect(response.statusCode).toBe(415);
  });
});

it('GET /api/limits answers the limits in force', async () => {
  vi.stubEnv('MAX_UPLOAD_BYTES', '524288000');
  const { handler } = await import('./get-limits/handler.ts');
  const response = await handler(eventOfPage({}), lambdaContext);
  expect(limitsSchema.parse(JSON.parse(response.body ?? ''))).toEqual({
    maxUploadBytes: 524_288_000,
    maxDurationSeconds: 900,
  });
});

it('GET /api/openapi.json answers the document with the limits in force', async () => {
  vi.stubEnv('MAX_UPLOAD_BYTES', '524288000');
  const { handler } = await import('./describe-api/handler.ts');
  const response = await handler(eventOfPage({ routeKey: 'GET /api/openapi.json' }), lambdaContext);
  const { components } = JSON.parse(response.body ?? '');
  expect(components.schemas.CreateJobRequest.properties.sizeBytes.maximum).toBe(524_288_000);
});

describe.each(['get-job', 'cancel-job', 'get-corrections', 'put-corrections'] as const)(
  '%s',
  (name) => {
    const handlers = {
      'get-job': () => import('./get-job/handler.ts'),
      'cancel-job': () => import('./cancel-job/handler.ts'),
      'get-corrections': () => import('./get-corrections/handler.ts'),
      'put-corrections': () => import('./put-corrections/handler.ts'),
    };

    it.each(['1', '../jobs', '3F2B8C1E-7A54-4D0B-9C36-1E5F0A9B7D21', '%00'])(
      'answers 404 to a malformed id: %s',
      async (jobId) => {
        const { handler } = await handlers[name]();
        const response = await handler(eventOfPage({ pathParameters: { jobId } }), lambdaContext);
        expect(response.statusCode).toBe(404);
        expect(JSON.parse(response.body ?? '')).toMatchObject({ code: 'not-found' });
      },
    );
  },
);

it.each([
  ['create-job', () => import('./create-job/handler.ts')],
  ['get-job', () => import('./get-job/handler.ts')],
  ['cancel-job', () => import('./cancel-job/handler.ts')],
  ['get-corrections', () => import('./get-corrections/handler.ts')],
  ['put-corrections', () => import('./put-corrections/handler.ts')],
  ['get-limits', () => import('./get-limits/handler.ts')],
  ['describe-api', () => import('./describe-api/handler.ts')],
])('%s answers 403 to a request that did not come through CloudFront', async (_name, load) => {
  const { handler } = await load();
  const response = await handler(httpEvent({}), lambdaContext);
  expect(response.statusCode).toBe(403);
  expect(JSON.parse(response.body ?? '')).toMatchObject({ code: 'wrong-origin' });
});

it.each([
  ['without a token', undefined],
  ['with another scheme', `Basic ${'A'.repeat(43)}`],
  ['with a malformed token', 'Bearer abc'],
])('DELETE /api/jobs/{jobId} %s answers 401 and asks for a token', async (_name, authorization) => {
  const { handler } = await import('./cancel-job/handler.ts');
  const pathParameters = { jobId: '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' };
  const headers = authorization === undefined ? {} : { authorization };
  const response = await handler(eventOfPage({ pathParameters, headers }), lambdaContext);
  expect(response).toMatchObject({ statusCode: 401, headers: { 'www-authenticate': 'Bearer' } });
  expect(JSON.parse(response.body ?? '')).toMatchObject({ code: 'no-owner-token' });
});

describe('on-upload', () => {
  it.each([
    ['S3’s test event', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'uploads' }],
    ['an object that is no upload', testEvent],
  ])('ignores %s', async (_name, event) => {
    const { handler } = await import('./on-upload/handler.ts');
    const records = { Records: withBody(JSON.stringify(event)) };
    await expect(handler(records, lambdaContext)).resolves.toEqual({ batchItemFailures: [] });
  });

  it('asks for another delivery of a message that is no event of S3', async () => {
    const { handler } = await import('./on-upload/handler.ts');
    const records = { Records: withBody('{"Records":[{}]}') };
    await expect(handler(records, lambdaContext)).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'malformed' }],
    });
  });
});

it('on-dead-letter drops a message that is no job message', async () => {
  const { handler } = await import('./on-dead-letter/handler.ts');
  await expect(handler(sqsEvent, lambdaContext)).resolves.toEqual({ batchItemFailures: [] });
});

it('on-dead-upload drops a message that is no upload event', async () => {
  const { handler } = await import('./on-dead-upload/handler.ts');
  await expect(handler(sqsEvent, lambdaContext)).resolves.toEqual({ batchItemFailures: [] });
});
