import type { Job } from '@my-pitch/shared/job';
import { jobStatuses } from '@my-pitch/shared/status';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { expect, it } from 'vitest';
import { httpEvent } from '../testing/http-event.ts';
import { MemoryCorrections } from '../testing/memory-corrections.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { getCorrectionsEndpoint } from './endpoint.ts';

const silent = () => undefined;
const telemetry = { log: { info: silent, warn: silent, error: silent }, ...memoryMetrics() };

/** The response for a job that has corrections with the tag "1", whatever its status. */
function ask(job: Job = sampleJob('completed'), headers = {}) {
  return setUp(job)(httpEvent({ pathParameters: { jobId: sampleId() }, headers }));
}

function setUp(job: Job) {
  const corrections = new MemoryCorrections();
  corrections.stored.set(sampleId(), { json: '{"title":"Mine"}', etag: '"1"' });
  return getCorrectionsEndpoint(telemetry, {
    table: new MemoryJobs(job),
    corrections,
    clock: () => nowMs,
  });
}

it('answers the corrections with their version, which nothing may store', async () => {
  expect(await ask()).toMatchObject({
    statusCode: 200,
    headers: { etag: '"1"', 'cache-control': 'no-store', 'content-type': 'application/json' },
    body: '{"title":"Mine"}',
  });
});

it('answers 304 without a body to a page that has this version', async () => {
  const answer = await ask(undefined, { 'if-none-match': '"1"' });
  expect(answer).toMatchObject({ statusCode: 304, headers: { etag: '"1"' } });
  expect(answer.body).toBeUndefined();
  expect(await ask(undefined, { 'if-none-match': '"0"' })).toMatchObject({ statusCode: 200 });
});

it.each(jobStatuses.filter((status) => status !== 'completed'))(
  'reveals no corrections of a job that is %s, even if they are still stored',
  async (status) => {
    const answer = await ask(sampleJob(status));
    expect([answer.statusCode, answer.body, answer.headers?.etag]).toEqual([
      204,
      undefined,
      undefined,
    ]);
  },
);

it('reveals none of a song that has expired but is not swept yet', async () => {
  const expired = sampleJob('completed', { resultsExpireAt: before(0) });
  expect(await ask(expired)).toMatchObject({ statusCode: 204 });
});

it('answers 204 for a score without corrections, and 404 for no job', async () => {
  const context = { corrections: new MemoryCorrections(), clock: () => nowMs };
  const event = httpEvent({ pathParameters: { jobId: sampleId() } });
  const uncorrected = { ...context, table: new MemoryJobs(sampleJob('completed')) };
  expect(await getCorrectionsEndpoint(telemetry, uncorrected)(event)).toMatchObject({
    statusCode: 204,
  });
  const unknown = { ...context, table: new MemoryJobs() };
  expect(await getCorrectionsEndpoint(telemetry, unknown)(event)).toMatchObject({
    statusCode: 404,
  });
});
