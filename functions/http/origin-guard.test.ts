import { problemSchema } from '@my-pitch/shared/api';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { expect, it } from 'vitest';
import { httpEvent } from '../testing/http-event.ts';
import { noContentResponse } from './http-handler.ts';
import { guardOrigin } from './origin-guard.ts';

const [present, before] = ['p'.repeat(32), 'b'.repeat(32)];

function setUp() {
  const lines: string[] = [];
  const write = (message: string, details: object) =>
    void lines.push(message, JSON.stringify(details));
  const telemetry = { log: { info: write, warn: write, error: write }, ...memoryMetrics() };
  let handled = 0;
  const guarded = guardOrigin(telemetry, [present, before], async () => {
    handled += 1;
    return noContentResponse();
  });
  const ask = (headers: Readonly<Record<string, string>>) => guarded(httpEvent({ headers }));
  return { ask, lines, handled: () => handled };
}

it.each([
  ['the present secret', present],
  ['the one before, as long as CloudFront still sends it', before],
])('a request with %s is answered', async (_name, secret) => {
  const { ask, handled } = setUp();
  expect((await ask({ [originSecretHeader]: secret })).statusCode).toBe(204);
  expect(handled()).toBe(1);
});

it.each([
  ['no secret', {}],
  ['an empty one', { [originSecretHeader]: '' }],
  ['a part of one', { [originSecretHeader]: present.slice(1) }],
  ['both', { [originSecretHeader]: `${present},${before}` }],
])('a request with %s is a problem, and its secret is not logged', async (_name, headers) => {
  const { ask, handled, lines } = setUp();
  const { statusCode, body } = await ask(headers);
  expect(statusCode).toBe(403);
  expect(problemSchema.parse(JSON.parse(body ?? '')).code).toBe('wrong-origin');
  expect(handled()).toBe(0);
  expect(lines.join()).not.toMatch(/pppp|bbbb/);
});
