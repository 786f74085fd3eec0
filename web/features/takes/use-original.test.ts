import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { jobViews } from '../../e2e/states/job-views.ts';
import { picturedAnalysis, picturedScore } from '../../e2e/states/pictured-song.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useOriginal } from './use-original.ts';

const views = jobViews('https://s3.example');
const { jobId } = views.completed;

let page: ReturnType<typeof stubWindow>;
/** The answer of the API. */
let answer: () => Response;
const asked: string[] = [];
const fetch = vi.fn(async (url: string) => {
  asked.push(url);
  if (url.startsWith('/api/')) return answer();
  return Response.json(url.endsWith('score.json') ? picturedScore() : picturedAnalysis());
});
beforeEach(() => {
  page = stubWindow();
  asked.length = 0;
  vi.stubGlobal('fetch', fetch);
});
afterEach(() => vi.unstubAllGlobals());

const problem = (code: string, status: number) => () =>
  Response.json(
    { title: 'No', status, detail: 'No.', code },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

it('has a score and an analysis, for one request of the API', async () => {
  answer = () => Response.json(views.completed);
  const hook = await renderHook(() => useOriginal(jobId));
  expect(hook.current).toMatchObject({ status: 'ready', score: { title: 'Ode to Joy' } });
  expect(hook.current.analysis?.tuningOffsetCents).toBe(picturedAnalysis().tuningOffsetCents);
  expect(asked.filter((url) => url.startsWith('/api/'))).toHaveLength(1);
});

it.each([
  ['was deleted', () => Response.json({ ...views.expired, jobId })],
  ['is unknown', problem('not-found', 404)],
])('is gone if it %s', async (_, gone) => {
  answer = gone;
  const hook = await renderHook(() => useOriginal(jobId));
  expect(hook.current.status).toBe('gone');
});

it('is fetched again when the device is online again', async () => {
  answer = problem('unavailable', 503);
  const hook = await renderHook(() => useOriginal(jobId));
  expect(hook.current.status).toBe('failed');
  answer = () => Response.json(views.completed);
  await acting(() => page.window.dispatchEvent(new Event('online')));
  expect(hook.current.status).toBe('ready');
});
