import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { problemOf } from './problem-of.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const ofGateway = { message: 'Too Many Requests' };
const full = {
  type: 'about:blank',
  ...{ title: 'Full', status: 429, detail: 'Full', code: 'queue-full', queuedJobs: 7 },
};

it.each([
  ['the gateway’s 429', Response.json(ofGateway, { status: 429 })],
  ['the gateway’s 503', Response.json({ message: 'Service Unavailable' }, { status: 503 })],
  ['CloudFront’s page', new Response('<html>', { status: 502 })],
  ['S3’s XML', new Response('<Error><Code>SlowDown</Code></Error>', { status: 503 })],
  ['nothing', new Response(null, { status: 504 })],
  [
    'a problem that this page does not know',
    Response.json({ ...full, code: 'new' }, { status: 429 }),
  ],
])('%s means that the service is busy', async (_name, response) => {
  const problem = await problemOf(response);
  expect(problem).toMatchObject({ code: 'unavailable', status: response.status });
  expect(problem?.retryAfterSeconds).toBeUndefined();
});

it.each([
  ['7', 7],
  ['0', 1],
  ['999999999', 3600],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 1],
  ['soon', undefined],
])('reads the header Retry-After: %s', async (header, seconds) => {
  const headers = { 'retry-after': header };
  for (const body of [ofGateway, full]) {
    const problem = await problemOf(Response.json(body, { status: 429, headers }));
    expect(problem?.retryAfterSeconds).toBe(seconds);
  }
});

it('keeps what a problem of the API says', async () => {
  const headers = { 'retry-after': '9' };
  const said = { ...full, retryAfterSeconds: 40 };
  expect(await problemOf(Response.json(said, { status: 429, headers }))).toEqual(said);
});

it.each([400, 403, 404, 500])('makes no problem of another %i', async (status) => {
  expect(await problemOf(Response.json(ofGateway, { status }))).toBeUndefined();
});
