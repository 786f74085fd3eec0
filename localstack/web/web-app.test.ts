import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebApp } from './web-app.ts';

let folder = '';
let api: Server;
let app: ReturnType<typeof createWebApp>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'my-pitch-web-'));
  for (const page of ['index', 'song', '404']) await writeFile(join(folder, `${page}.html`), page);
  api = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    const { authorization, 'x-origin-secret': origin, 'x-forwarded-for': client } = request.headers;
    response.setHeader('x-seen', `${origin} from ${client}`);
    response.setHeader('x-seen-origin', request.headers.origin ?? 'none');
    response.writeHead(201, { 'content-type': 'application/problem+json' });
    response.end(`${request.method} ${request.url} ${authorization} ${body}`);
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const { port } = api.address() as AddressInfo;
  app = createWebApp({
    folder,
    apiUrl: `http://127.0.0.1:${port}/base`,
    apiSecret: 'secret',
    originSecret: 'secret of the origin',
    ownOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
    storageOrigins: ['http://127.0.0.1:4566'],
  });
});
afterAll(async () => {
  api.close();
  await rm(folder, { recursive: true });
});

describe('pages', () => {
  it.each([
    ['/', 200, 'index'],
    ['/song#1', 200, 'song'],
    ['/nothing', 404, '404'],
    ['/../../etc/passwd', 404, '404'],
  ])('%s', async (path, status, text) => {
    const answer = await app.request(path);
    expect([answer.status, await answer.text()]).toEqual([status, text]);
  });

  it('may connect to the storage and cannot be framed', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy');
    expect(policy).toMatch(/connect-src 'self' http:\/\/127\.0\.0\.1:4566(;|$)/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/style-src [^;]*unsafe/);
  });
});

it('forwards API calls unchanged', async () => {
  const answer = await app.request('/api/jobs/1?x=y', {
    method: 'DELETE',
    headers: { authorization: 'Bearer t' },
    body: 'body',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.text()).toBe('DELETE /base/api/jobs/1?x=y Bearer t body');
});

it('says for itself where an API call came from, whatever the client claims', async () => {
  const headers = { 'x-origin-secret': 'guess', 'x-forwarded-for': '192.0.2.1' };
  const answer = await app.request('/api/limits', { headers });
  expect(answer.headers.get('x-seen')).toBe('secret of the origin from 127.0.0.1');
});

it('refuses TRACE, which it cannot forward', async () => {
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
    resolve(port),
  );
  // `fetch` cannot send this method.
  const headers = { host: 'localhost:3000' };
  const sent = request({
    port: await listening,
    path: '/api/jobs',
    method: 'TRACE',
    headers,
  }).end();
  const [answer] = await once(sent, 'response');
  server.close();
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, expect.stringContaining('GET')]);
});

describe('requests with a foreign host or origin', () => {
  it.each([
    ['GET', '/api/openapi.json', 'https://other.example', 'localhost:3000', 201],
    ['GET', '/api/openapi.json', 'https://other.example', 'evil.example:3000', 421],
    ['POST', '/api/openapi.json', 'https://other.example', 'localhost:3000', 403],
    ['GET', '/api/limits', 'https://other.example', 'localhost:3000', 403],
  ])('%s %s from %s to %s', async (method, path, origin, host, status) => {
    const answer = await app.request(path, { method, headers: { origin, host } });
    expect(answer.status).toBe(status);
  });

  it('may read the description of the API, of which the emulator hears no origin', async () => {
    const headers = { origin: 'https://other.example', host: 'localhost:3000' };
    const answer = await app.request('/api/openapi.json', { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('x-seen-origin')).toBe('none');
  });

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page of another local program', { origin: 'http://localhost:4000' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a name that was made to point here', { host: 'evil.example:3000' }, 421],
    ['our own page', { origin: 'http://localhost:3000', host: 'localhost:3000' }, 201],
    ['our own page by its number', { origin: 'http://127.0.0.1:3000' }, 201],
  ])('%s', async (_, headers, status) => {
    const answer = await app.request('/api/jobs', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(status);
  });
});
