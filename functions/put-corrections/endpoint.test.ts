import { composeAuthorization, problemSchema } from '@my-pitch/shared/api';
import { maxCorrectionsBytes } from '@my-pitch/shared/corrections';
import type { Job } from '@my-pitch/shared/job';
import { jobStatuses } from '@my-pitch/shared/status';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import { corrections as example } from '../describe-api/examples.ts';
import { RequestProblem } from '../http/problem.ts';
import { httpEvent } from '../testing/http-event.ts';
import { MemoryCorrections } from '../testing/memory-corrections.ts';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, ownerToken, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { putCorrectionsEndpoint } from './endpoint.ts';

const json = { 'content-type': 'application/json' };
const owner = { ...json, authorization: composeAuthorization(ownerToken) };
const first = { ...owner, 'if-none-match': '*' };

function setUp(job: Job = sampleJob('completed')) {
  const lines: string[] = [];
  const write = (message: string, details: object) =>
    void lines.push(message, JSON.stringify(details));
  const corrections = new MemoryCorrections();
  let limited = 0;
  const endpoint = putCorrectionsEndpoint(
    { log: { info: write, warn: write, error: write }, ...memoryMetrics() },
    {
      table: new MemoryJobs(job),
      corrections,
      limitClient: async () => {
        limited += 1;
      },
      clock: () => nowMs,
    },
  );
  const put = (headers: Record<string, string>, body: string = JSON.stringify(example)) =>
    endpoint(httpEvent({ pathParameters: { jobId: sampleId() }, headers, body }));
  return { put, corrections, lines, limited: () => limited };
}

async function refusal(response: ReturnType<ReturnType<typeof setUp>['put']>) {
  const { statusCode, body = '', headers } = await response;
  const { code, status } = problemSchema.parse(JSON.parse(body));
  expect(status).toBe(statusCode);
  return { code, status, etag: headers?.etag };
}

it('saves the owner’s corrections, version after version, and logs nothing about the song', async () => {
  const { put, corrections, lines, limited } = setUp();
  const saved = await put(first);
  expect(saved).toMatchObject({ statusCode: 204, headers: { etag: '"2"' } });
  expect(JSON.parse(corrections.stored.get(sampleId())?.json ?? '')).toEqual(example);
  const second = JSON.stringify({ ...example, title: 'Later' });
  const again = await put({ ...owner, 'if-match': '"2"' }, second);
  expect(again).toMatchObject({ statusCode: 204, headers: { etag: '"3"' } });
  expect(corrections.stored.get(sampleId())?.json).toContain('Later');
  expect(lines.join()).not.toMatch(/Evening|Later/);
  expect(limited()).toBe(2);
});

it('drops what the schema does not have', async () => {
  const { put, corrections } = setUp();
  await put(first, JSON.stringify({ ...example, html: '<script>' }));
  expect(corrections.stored.get(sampleId())?.json).not.toContain('script');
});

describe('a write over another version', () => {
  it('changes nothing and names the present version', async () => {
    const { put, corrections } = setUp();
    await put(first);
    const conflict = { code: 'precondition-failed', status: 412, etag: '"2"' };
    expect(await refusal(put(first))).toEqual(conflict);
    expect(await refusal(put({ ...owner, 'if-match': '"1"' }))).toEqual(conflict);
    expect(corrections.stored.get(sampleId())?.etag).toBe('"2"');
  });

  it('names none when the corrections are gone', async () => {
    const { put } = setUp();
    expect(await refusal(put({ ...owner, 'if-match': '"1"' }))).toMatchObject({
      code: 'precondition-failed',
      etag: undefined,
    });
  });

  it('is refused when it has no condition', async () => {
    expect(await refusal(setUp().put(owner))).toMatchObject({ code: 'precondition-required' });
  });
});

describe('nothing is saved', () => {
  const saved = async (
    headers: Record<string, string>,
    body?: string,
    job = sampleJob('completed'),
  ) => {
    const { put, corrections } = setUp(job);
    const refused = await refusal(put(headers, body));
    expect(corrections.stored.size).toBe(0);
    return refused.code;
  };

  it('without the owner token, or with that of another song', async () => {
    expect(await saved({ ...json, 'if-none-match': '*' })).toBe('no-owner-token');
    const foreign = composeAuthorization('Z'.repeat(43));
    expect(await saved({ ...first, authorization: foreign })).toBe('wrong-owner');
  });

  it.each(jobStatuses.filter((status) => status !== 'completed'))(
    'for a song that is %s',
    async (status) => {
      const { put, corrections } = setUp(sampleJob(status));
      expect(await refusal(put(first))).toMatchObject({ code: 'no-score', status: 409 });
      expect(corrections.stored.size).toBe(0);
    },
  );

  it('for a song that has expired but is not swept yet', async () => {
    const expired = sampleJob('completed', { resultsExpireAt: before(0) });
    expect(await saved(first, undefined, expired)).toBe('no-score');
  });

  it('of a document that is too large', async () => {
    const text = JSON.stringify(example);
    const fits = setUp().put(first, text.padEnd(maxCorrectionsBytes, ' '));
    expect(await fits).toMatchObject({ statusCode: 204 });
    expect(await saved(first, text.padEnd(maxCorrectionsBytes + 1, ' '))).toBe('too-large');
  });

  it('of a document that is no score', async () => {
    expect(await saved(first, '{"version":1}')).toBe('invalid-request');
    expect(await saved({ ...first, 'content-type': 'text/plain' })).toBe('unsupported-media-type');
  });

  it('for a client that sends too many', async () => {
    const endpoint = putCorrectionsEndpoint(
      { log: { info() {}, warn() {}, error() {} }, ...memoryMetrics() },
      {
        table: new MemoryJobs(),
        corrections: new MemoryCorrections(),
        limitClient: async () => {
          throw new RequestProblem('too-many-requests', '', { retryAfterSeconds: 3 });
        },
        clock: () => nowMs,
      },
    );
    const event = httpEvent({ pathParameters: { jobId: sampleId() }, headers: first });
    expect(await endpoint(event)).toMatchObject({ statusCode: 429 });
  });
});
