import { correlationHeader, parseCorrelationId } from '@my-pitch/shared/api';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProblem, createJob, deleteJob, getJob } from './api-client.ts';

const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const ownerToken = 'A'.repeat(43) as OwnerToken;
const view = {
  jobId,
  createdAt: '2026-01-02T03:04:05.000Z',
  fileName: 'a.mp3',
  status: 'queued',
  position: 2,
};
const problem = {
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  detail: 'There is no such job',
  code: 'not-found',
};

/** An API that gives one answer and records requests. */
function stubApi(answer: Response) {
  const requests: [string, RequestInit][] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push([url, init]);
    return answer;
  });
  return requests;
}

afterEach(() => vi.unstubAllGlobals());

it('creates a job from its request', async () => {
  const created = {
    jobId,
    ownerToken,
    upload: { url: 'https://s3.example', fields: { key: 'k' } },
    uploadExpiresAt: '2026-01-02T04:04:05.000Z',
  };
  const requests = stubApi(Response.json(created, { status: 201 }));
  const { signal } = new AbortController();
  const options = jobOptionsSchema.parse({});
  const body = { fileName: 'a.mp3', contentType: 'audio/mpeg', sizeBytes: 5, options };
  expect(await createJob(body, signal)).toEqual(created);
  const [url, init] = requests[0]!;
  expect([url, init.method, init.headers, init.signal]).toEqual([
    '/api/jobs',
    'POST',
    { 'content-type': 'application/json', [correlationHeader]: expect.any(String) },
    signal,
  ]);
  const sent = new Headers(init.headers).get(correlationHeader) ?? undefined;
  expect(parseCorrelationId(sent)).toBe(sent);
  expect(JSON.parse(String(init.body))).toEqual(body);
});

it('fetches the view of a job past the cache', async () => {
  const requests = stubApi(Response.json(view));
  expect(await getJob(jobId)).toEqual(view);
  expect(requests).toEqual([[`/api/jobs/${jobId}`, { cache: 'no-store' }]]);
});

it('fetches a view with a signal', async () => {
  const requests = stubApi(Response.json(view));
  const { signal } = new AbortController();
  await getJob(jobId, signal);
  expect(requests[0]?.[1].signal).toBe(signal);
});

it('deletes a job with its owner token', async () => {
  const requests = stubApi(new Response(null, { status: 204 }));
  await deleteJob(jobId, ownerToken);
  expect(requests).toEqual([
    [
      `/api/jobs/${jobId}`,
      { method: 'DELETE', headers: { authorization: `Bearer ${ownerToken}` } },
    ],
  ]);
});

it('throws the problem that the API answers', async () => {
  stubApi(Response.json(problem, { status: 404 }));
  const error = await getJob(jobId).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ name: 'ApiProblem', message: 'There is no such job', problem });
});

it('throws the status of an answer that is no problem document', async () => {
  stubApi(new Response('<html>', { status: 500 }));
  await expect(deleteJob(jobId, ownerToken)).rejects.toThrow('The API answered 500');
});

it('throws the gateway’s own refusal as a problem', async () => {
  stubApi(Response.json({ message: 'Too Many Requests' }, { status: 429 }));
  await expect(getJob(jobId)).rejects.toMatchObject({
    problem: { code: 'unavailable', status: 429 },
  });
});

it('refuses a view that does not match the contract', async () => {
  stubApi(Response.json({ ...view, status: 'lost' }));
  await expect(getJob(jobId)).rejects.toThrow();
});
