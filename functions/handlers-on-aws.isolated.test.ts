import { composeAuthorization } from '@my-pitch/shared/api';
import { uploadKey } from '@my-pitch/shared/keys';
import { composeJobMessage } from '@my-pitch/shared/messages';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import event from './on-dead-letter/sqs-event.fixture.json' with { type: 'json' };
import { handlerSettings } from './testing/handler-settings.ts';
import { eventOfPage } from './testing/http-event.ts';
import { lambdaContext } from './testing/lambda-context.ts';
import { openLocalAws } from './testing/local-aws.ts';
import { ownerToken, sampleId } from './testing/sample-jobs.ts';

/**
 * AWS on this machine, with an empty table and empty buckets: it records each request as an operation
 * of DynamoDB with its table, or as a method and path of S3.
 */
const requests: string[] = [];

function withBody(body: string) {
  return event.Records.map((record) => ({ ...record, body }));
}

beforeAll(() =>
  openLocalAws(
    ({ operation, method, url, body }) => {
      const { pathname } = new URL(url, 'http://aws.test');
      requests.push(
        operation ? `${operation} ${JSON.parse(body).TableName}` : `${method} ${pathname}`,
      );
      return operation ? '{}' : '<ListBucketResult/>';
    },
    (origin) => ({ ...handlerSettings(origin), S3_FORCE_PATH_STYLE: 'true' }),
  ),
);
beforeEach(() => void requests.splice(0));

it('POST /api/jobs takes a token of the client and a place in the queue, writes a job and signs a form for the bucket of uploads', async () => {
  const { handler } = await import('./create-job/handler.ts');
  const body = JSON.stringify({ fileName: 'a.mp3', contentType: 'audio/mpeg', sizeBytes: 5 });
  const response = await handler(eventOfPage({ body }), lambdaContext);
  expect(response.statusCode).toBe(201);
  const { jobId, upload } = JSON.parse(response.body ?? '');
  expect(new URL(upload.url).pathname).toMatch(/^\/songs-in\/?$/);
  expect(upload.fields.key).toBe(uploadKey(jobId));
  expect(requests).toEqual(['UpdateItem clients', 'UpdateItem jobs', 'PutItem jobs']);
});

it('GET /api/jobs/{jobId} answers 404 to the id of no job', async () => {
  const { handler } = await import('./get-job/handler.ts');
  const response = await handler(
    eventOfPage({ pathParameters: { jobId: sampleId() } }),
    lambdaContext,
  );
  expect(response.statusCode).toBe(404);
  expect(requests).toEqual(['GetItem jobs']);
});

it('DELETE /api/jobs/{jobId} answers 404 to the id of no job', async () => {
  const { handler } = await import('./cancel-job/handler.ts');
  const headers = { authorization: composeAuthorization(ownerToken) };
  const response = await handler(
    eventOfPage({ pathParameters: { jobId: sampleId() }, headers }),
    lambdaContext,
  );
  expect(response.statusCode).toBe(404);
  expect(requests).toEqual(['UpdateItem clients', 'GetItem jobs']);
});

it('GET /api/jobs/{jobId}/corrections answers 404 to the id of no job', async () => {
  const { handler } = await import('./get-corrections/handler.ts');
  const event = eventOfPage({ pathParameters: { jobId: sampleId() } });
  expect((await handler(event, lambdaContext)).statusCode).toBe(404);
  expect(requests).toEqual(['GetItem jobs']);
});

it('PUT /api/jobs/{jobId}/corrections takes a token of the client, and answers 404 to the id of no job', async () => {
  const { handler } = await import('./put-corrections/handler.ts');
  const headers = { authorization: composeAuthorization(ownerToken) };
  const event = eventOfPage({ pathParameters: { jobId: sampleId() }, headers });
  expect((await handler(event, lambdaContext)).statusCode).toBe(404);
  expect(requests).toEqual(['UpdateItem clients', 'GetItem jobs']);
});

it('on-upload looks for the job of the object', async () => {
  const { handler } = await import('./on-upload/handler.ts');
  const s3 = { bucket: { name: 'songs-in' }, object: { key: uploadKey(sampleId()), size: 3 } };
  const body = JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Post', s3 }] });
  expect(await handler({ Records: withBody(body) }, lambdaContext)).toEqual({
    batchItemFailures: [],
  });
  expect(requests).toEqual(['GetItem jobs']);
});

it('on-dead-upload fails the job of the object, and looks whether its upload may be deleted', async () => {
  const { handler } = await import('./on-dead-upload/handler.ts');
  const s3 = { bucket: { name: 'songs-in' }, object: { key: uploadKey(sampleId()), size: 3 } };
  const body = JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Post', s3 }] });
  await handler({ Records: withBody(body) }, lambdaContext);
  expect(requests).toEqual(['UpdateItem jobs', 'GetItem jobs']);
});

it('on-dead-letter fails the job of a message', async () => {
  const { handler } = await import('./on-dead-letter/handler.ts');
  const records = withBody(composeJobMessage({ jobId: sampleId() }));
  expect(await handler({ Records: records }, lambdaContext)).toEqual({ batchItemFailures: [] });
  expect(requests).toEqual(['GetItem jobs', 'UpdateItem jobs']);
});

it('expire reads its positions, asks for the jobs of every status that can be due, and lists both buckets twice', async () => {
  const { handler } = await import('./expire/handler.ts');
  expect(await handler({}, lambdaContext)).toEqual({
    uploadsExpired: 0,
    resultsExpired: 0,
    failuresExpired: 0,
    strandedFailed: 0,
    uploadsRemoved: 0,
    resultsRemoved: 0,
  });
  const queries = requests.filter((request) => request === 'Query jobs');
  const lists = requests.filter((request) => request.startsWith('GET '));
  // The positions of the run before.
  expect(requests.filter((request) => request === 'GetItem jobs')).toHaveLength(1);
  expect(queries.length + lists.length + 1).toBe(requests.length);
  // Five statuses with 16 shards each.
  expect(queries).toHaveLength(80);
  expect(lists.map((request) => request.replace(/\/$/, ''))).toEqual([
    ...['GET /songs-in', 'GET /songs-in', 'GET /scores-out', 'GET /scores-out'],
  ]);
});

it('queue-counts adds the changes of a batch to the counters', async () => {
  const { handler } = await import('./queue-counts/handler.ts');
  const dynamodb = { OldImage: { status: { S: 'queued' } }, NewImage: { status: { S: 'failed' } } };
  await handler({ Records: [{ eventID: '1', dynamodb }] }, lambdaContext);
  expect(requests).toEqual(['GetItem jobs', 'UpdateItem jobs']);
});

it('queue-counts counts the jobs again for its schedule, and changes nothing that is exact', async () => {
  const { handler } = await import('./queue-counts/handler.ts');
  await handler({ source: 'aws.events' }, lambdaContext);
  const [first, ...others] = requests;
  expect([first, others.pop()]).toEqual(['GetItem jobs', 'GetItem jobs']);
  // Three statuses with 16 shards each.
  expect(others).toEqual(Array.from({ length: 48 }, () => 'Query jobs'));
});

it('queue-counts refuses a batch that it cannot read, so that it comes again', async () => {
  const { handler } = await import('./queue-counts/handler.ts');
  await expect(handler({ Records: [{}] }, lambdaContext)).rejects.toThrow();
  expect(requests).toEqual([]);
});
