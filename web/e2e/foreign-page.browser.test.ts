import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiPaths, createJobResponseSchema, jobViewSchema } from '@my-pitch/shared/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { launchBrowser } from './launch-browser.ts';

// What a page on another port of the same machine can do to the product. Browsers treat it as the
// same site; only its origin differs.

const { webUrl, songPath, workerEnv } = inject('stack');
const cloudUrl = workerEnv.AWS_ENDPOINT_URL ?? '';

let browser: Browser;
let foreign: Server;
let page: Page;
/** A link to a song's upload form, and a finished song's score. */
let scoreLink = '';
let form: { url: string; fields: Record<string, string> };

beforeAll(async () => {
  browser = await launchBrowser();
  foreign = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>foreign</title>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  scoreLink = await finishedScore();
  form = (await createJob()).upload;
  page = await browser.newPage();
  await page.goto(`http://localhost:${(foreign.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await browser?.close();
  foreign?.close();
});

async function createJob() {
  const answer = await fetch(`${webUrl}${apiPaths.jobs}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      fileName: 'song.wav',
      contentType: 'audio/wav',
      sizeBytes: 10_000_000,
      options: { content: 'voice' },
    }),
  });
  return createJobResponseSchema.parse(await answer.json());
}

async function finishedScore(): Promise<string> {
  const { jobId, upload } = await createJob();
  const body = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) body.append(name, value);
  body.append('file', new Blob([readFileSync(songPath)], { type: 'audio/wav' }));
  expect((await fetch(upload.url, { method: 'POST', body })).ok).toBe(true);
  const readView = async () =>
    jobViewSchema.parse(await (await fetch(`${webUrl}${apiPaths.job(jobId)}`)).json());
  const isOver = async () => ['completed', 'failed'].includes((await readView()).status);
  await vi.waitUntil(isOver, { timeout: 120_000, interval: 300 });
  const view = await readView();
  return (view.status === 'completed' && view.links['score.json']) || '';
}

interface Question {
  readonly method?: string;
  readonly body?: string;
  readonly mode?: 'no-cors';
}

/** What a script of the foreign page can read: the response's text, or that the browser blocked it. */
function askedByForeignPage(url: string, init: Question = {}): Promise<string> {
  return page.evaluate(
    async ([address, options]) => {
      try {
        return await (await fetch(address, options)).text();
      } catch {
        return 'kept back';
      }
    },
    [url, init] as const,
  );
}

it('cannot read a finished song even if it knows its link', async () => {
  expect(await askedByForeignPage(scoreLink)).toBe('kept back');
});

it.each([
  ['list functions', '/2015-03-31/functions', undefined],
  ['post code to be run', '/2015-03-31/functions', '{"FunctionName":"evil"}'],
  ['list buckets', '/', undefined],
  ['forget everything', '/_ministack/reset', '{}'],
  ['see that anything is there', '/_ministack/health', undefined],
])('cannot %s', async (_, path, body) => {
  const method = body === undefined ? 'GET' : 'POST';
  const init = { method, ...(body !== undefined && { body }) };
  expect(await askedByForeignPage(`${cloudUrl}${path}`, init)).toBe('kept back');
  // Even if the response is blocked, the request may have been executed.
  await askedByForeignPage(`${cloudUrl}${path}`, { ...init, mode: 'no-cors' });
  expect(await (await fetch(scoreLink)).json()).toMatchObject({ version: 1 });
});

it('cannot upload a song with a stolen form', async () => {
  const sent = await page.evaluate(async ({ url, fields }) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('file', new Blob(['x']));
    try {
      return (await fetch(url, { method: 'POST', body, mode: 'cors' })).status;
    } catch {
      return 'kept back';
    }
  }, form);
  expect(sent).toBe('kept back');
});

it.each(['', '/api/limits'])('cannot read what is served at %j', async (path) => {
  expect(await askedByForeignPage(`${webUrl}${path}`)).toBe('kept back');
});

it('cannot create a job', async () => {
  await askedByForeignPage(`${webUrl}${apiPaths.jobs}`, {
    method: 'POST',
    mode: 'no-cors',
    body: '{}',
  });
  const answer = await fetch(`${webUrl}${apiPaths.jobs}`, {
    method: 'POST',
    headers: { origin: 'http://localhost:1' },
    body: '{}',
  });
  expect(answer.status).toBe(403);
});
