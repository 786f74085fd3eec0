import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { openMetrics } from './open-metrics.ts';
import { createPrometheusMetrics } from './prometheus-metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function served(host = '127.0.0.1') {
  const metrics = createPrometheusMetrics();
  const server = await serveMetrics(metrics, { host, port: 0 });
  closers.push(() => server.close());
  return { metrics, port: (server.address() as AddressInfo).port };
}

/** The status and text of a request with any Host header, which `fetch` would not send. */
function ask(port: number, { host = `127.0.0.1:${port}`, path = '/metrics', method = 'GET' } = {}) {
  return new Promise<{ status: number | undefined; type: string | undefined; text: string }>(
    (resolve, reject) => {
      const asked = request({ port, path, method, host: '127.0.0.1', headers: { host } });
      asked.once('error', reject).once('response', async (response) => {
        const text = (await response.setEncoding('utf8').toArray()).join('');
        resolve({ status: response.statusCode, type: response.headers['content-type'], text });
      });
      asked.end();
    },
  );
}

it('answers with the recorded metrics and those of the process', async () => {
  const { metrics, port } = await served();
  metrics.record('SongsCompleted', 1, { Preset: 'best', Provider: 'cuda' });
  metrics.record('SongsCompleted', 2, { Preset: 'best', Provider: 'cuda' });
  metrics.record('StageSeconds', 2, { Stage: 'pitch' });
  const { status, type, text } = await ask(port);
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const lines = text.split('\n');
  expect(lines).toContain('my_pitch_songs_completed_total{preset="best",provider="cuda"} 3');
  expect(lines).toContain('my_pitch_stage_seconds_bucket{le="1",stage="pitch"} 0');
  expect(lines).toContain('my_pitch_stage_seconds_bucket{le="3",stage="pitch"} 1');
  expect(lines).toContain('my_pitch_stage_seconds_sum{stage="pitch"} 2');
  // A counter must exist before it first increases.
  expect(lines).toContain('my_pitch_songs_failed_total{failure_code="disk-full"} 0');
  expect(lines).toContain('my_pitch_cpu_fallbacks_total 0');
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  // Workers record neither of these.
  expect(text).not.toMatch(/songs_created|requests_refused/);
});

it.each([
  ['another path', { path: '/' }, 404],
  ['another method', { method: 'POST' }, 404],
  ['the name of another site', { host: 'attacker.example' }, 421],
  ['a name that only begins like its own', { host: 'localhost.attacker.example' }, 421],
  ['no valid name', { host: ':::' }, 421],
  ['this machine’s name', { host: 'localhost:1' }, 200],
  ['this machine’s IPv6 address', { host: '[::1]:1' }, 200],
])('answers a request with %s', async (_name, different, status) => {
  const { port } = await served();
  expect((await ask(port, different)).status).toBe(status);
});

it('answers every name on an address that others are to reach', async () => {
  const { port } = await served('0.0.0.0');
  expect((await ask(port, { host: 'worker.internal' })).status).toBe(200);
});

it('does not serve metrics unless a port is set', async () => {
  const metrics = await openMetrics(
    { METRICS_EMF: false, METRICS_HOST: '127.0.0.1' },
    pino({ level: 'silent' }),
  );
  expect(() => metrics.record('CpuFallbacks', 1, {})).not.toThrow();
});

it('lets the worker continue when the port is taken', async () => {
  const { port } = await served();
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const env = { METRICS_EMF: false, METRICS_HOST: '127.0.0.1', METRICS_PORT: port };
  const metrics = await openMetrics(env, log);
  metrics.record('CpuFallbacks', 1, {});
  expect(lines.join('')).toContain('EADDRINUSE');
  expect((await ask(port)).text).toContain('my_pitch_cpu_fallbacks_total 0');
});
