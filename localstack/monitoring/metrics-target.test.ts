import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loopback } from '../ports.ts';
import { serveMetricsAt } from './metrics-target.ts';

const folder = mkdtempSync(join(tmpdir(), 'metrics-target-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('gives the worker and Prometheus the same free port', async () => {
  // The usual port is taken, by this server or by another program.
  const server = createServer().on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.once('error', () => resolve()).listen(9464, loopback, resolve);
  });
  const { url, env } = await serveMetricsAt(folder);
  server.close();
  const port = Number(env.METRICS_PORT);
  expect(port).not.toBe(9464);
  expect(url).toBe(`http://127.0.0.1:${port}/metrics`);
  expect(JSON.parse(readFileSync(join(folder, 'metrics-targets.json'), 'utf8'))).toEqual([
    { targets: [`127.0.0.1:${port}`], labels: { job: 'worker' } },
  ]);
});
