import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { createTaskProtection } from './task-protection.ts';

const log = pino({ level: 'silent' });
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  vi.useRealTimers();
});

async function agent(status: number) {
  const requests: unknown[] = [];
  const server = createServer(async (request, response) => {
    requests.push([request.method, request.url, await json(request)]);
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { requests, uri: `http://127.0.0.1:${port}/api/task` };
}

it('enables protection once while it lasts, and disables it', async () => {
  const { requests, uri } = await agent(200);
  const protection = createTaskProtection(uri, log);
  await protection.enable();
  await protection.enable();
  await protection.disable();
  const path = '/api/task/task-protection/v1/state';
  expect(requests).toEqual([
    ['PUT', path, { ProtectionEnabled: true, ExpiresInMinutes: 10 }],
    ['PUT', path, { ProtectionEnabled: false }],
  ]);
});

it('renews protection of ten minutes after five', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const { requests, uri } = await agent(200);
  const protection = createTaskProtection(uri, log);
  await protection.enable();
  vi.setSystemTime(5 * 60_000 - 1);
  await protection.enable();
  expect(requests).toHaveLength(1);
  vi.setSystemTime(5 * 60_000);
  await protection.enable();
  expect(requests).toHaveLength(2);
});

it('tries again at the next heartbeat when the agent refused', async () => {
  const { requests, uri } = await agent(500);
  const protection = createTaskProtection(uri, log);
  await protection.enable();
  await protection.enable();
  expect(requests).toHaveLength(2);
});

it('works without an agent', async () => {
  const protection = createTaskProtection('http://127.0.0.1:9', log);
  await expect(protection.enable()).resolves.toBeUndefined();
  await expect(createTaskProtection(undefined, log).enable()).resolves.toBeUndefined();
});
