import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { jobViews } from './job-views.ts';
import { picturedComparison, picturedTakeAnalysis } from './pictured-comparison.ts';
import { picturedAnalysis, picturedScore } from './pictured-song.ts';

const samplePath = join(import.meta.dirname, '../sample.m4a');

/** The corrections of a song on the server. */
export interface PicturedCorrections {
  stored?: { readonly etag: string; readonly body: string };
}

/** The API's behaviour in a state. */
export interface PicturedApi {
  /** Uploads are accepted, rejected because the queue is full, or never answered. */
  readonly createJob?: 'accept' | 'queue-full';
  /** Requests for songs are answered, never answered, or fail. */
  readonly getJob?: 'answer' | 'hang' | 'fail';
  /** Whether the song that takes belong to was deleted. */
  readonly isOriginalGone?: boolean;
  /** By default none, and those that the page saves. */
  readonly corrections?: PicturedCorrections;
}

/** Responds to all requests of the pages to the API and the storage. */
export async function serveApi(page: Page, origin: string, api: PicturedApi = {}): Promise<void> {
  await page.route('**/api/jobs', (route) => createJob(route, origin, api));
  await page.route('**/api/jobs/*', (route) => getJob(route, origin, api));
  const corrections = api.corrections ?? {};
  await page.route('**/api/jobs/*/corrections', (route) => serveCorrections(route, corrections));
  // Uploads never finish, so that their progress can be shown.
  await page.route('**/pictured/upload', () => undefined);
  await page.route('**/pictured/*.json', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1);
    const make = (name && picturedFiles[name]) || picturedAnalysis;
    return route.fulfill({ json: make() });
  });
  await page.route('**/pictured/*.m4a', async (route) =>
    route.fulfill({ body: await readFile(samplePath), contentType: 'audio/mp4' }),
  );
}

const picturedFiles: Readonly<Record<string, () => unknown>> = {
  'score.json': picturedScore,
  'comparison.json': picturedComparison,
  'take-analysis.json': picturedTakeAnalysis,
};

function createJob(route: Route, origin: string, { createJob }: PicturedApi): Promise<void> {
  const { fileName } = route.request().postDataJSON() as { fileName: string };
  if (createJob === 'queue-full' || fileName.startsWith('Full')) {
    const problem = {
      title: 'Too many requests',
      status: 429,
      detail: '100 songs wait already.',
      code: 'queue-full',
      queuedJobs: 100,
      retryAfterSeconds: 42,
    };
    return route.fulfill({ status: 429, json: problem });
  }
  const answer = {
    jobId: crypto.randomUUID(),
    ownerToken: 'A'.repeat(43),
    upload: { url: `${origin}/pictured/upload`, fields: {} },
    uploadExpiresAt: '2099-01-01T00:00:00.000Z',
  };
  return route.fulfill({ status: 201, json: answer });
}

async function getJob(route: Route, origin: string, api: PicturedApi): Promise<void> {
  const { getJob, isOriginalGone } = api;
  if (getJob === 'hang') return;
  if (getJob === 'fail') return route.abort('failed');
  const jobId = new URL(route.request().url()).pathname.split('/').at(-1);
  const view = Object.values(jobViews(origin)).find((candidate) => candidate.jobId === jobId);
  const isGone = isOriginalGone && view?.jobId === jobViews(origin).completed.jobId;
  if (view && !isGone) return route.fulfill({ json: view });
  const problem = { title: 'Not found', status: 404, detail: 'No such song.', code: 'not-found' };
  return route.fulfill({ status: 404, json: problem });
}

/** Reads and saves corrections, each version with the next number as its tag. */
function serveCorrections(route: Route, corrections: PicturedCorrections): Promise<void> {
  const { stored } = corrections;
  const { 'if-match': replaced, 'if-none-match': known } = route.request().headers();
  if (route.request().method() === 'GET') {
    if (!stored) return route.fulfill({ status: 204 });
    const headers = { etag: stored.etag, 'content-type': 'application/json' };
    if (known === stored.etag) return route.fulfill({ status: 304, headers });
    return route.fulfill({ status: 200, headers, body: stored.body });
  }
  if (stored?.etag !== replaced) {
    const code = 'precondition-failed';
    const problem = { title: 'Changed', status: 412, detail: 'Read them again.', code };
    return route.fulfill({ status: 412, json: problem });
  }
  const etag = `"${Number(stored?.etag.slice(1, -1) ?? 0) + 1}"`;
  corrections.stored = { etag, body: route.request().postData() ?? '' };
  return route.fulfill({ status: 204, headers: { etag } });
}
