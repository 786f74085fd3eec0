import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownerToken } from '../sample-jobs.ts';
import { contractViolationOf, type FuzzResponse } from './contract-violation.ts';
import { askMemoryApi } from './memory-api.ts';
import { fuzzRequest, secretName } from './requests.ts';

it('answers any request with a valid success or problem, never with a 5xx', async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fuzzRequest, async (request) => {
      const response = await askMemoryApi(request);
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      expect(contractViolationOf(request, response)).toBeUndefined();
      expect(response.log).not.toContain(secretName);
      expect(response.log).not.toContain(ownerToken);
    }),
    { numRuns: 2000, seed: 20_260_301 },
  );
  // The requests must reach every status, or they are too far from real ones.
  expect([...seen.keys()].sort()).toEqual([
    ...[200, 201, 204, 304],
    ...[400, 401, 403, 404, 409, 410, 413, 415, 428, 429],
  ]);
});

it.each<readonly [string, Partial<FuzzResponse>]>([
  ['is a 500', { status: 500 }],
  ['says another status than it has', { status: 404 }],
  ['is plain JSON', { contentType: 'application/json' }],
  ['may be cached', { cacheControl: undefined }],
  ['has no correlation id', { correlationId: undefined }],
  ['has a correlation id of an attacker', { correlationId: '<b>' }],
  ['is no JSON', { body: 'Not found' }],
  ['has no code', { body: '{"title":"t","detail":"d","status":400}' }],
])('finds a violation in a problem that %s', (_name, different) => {
  const problem = { title: 't', detail: 'd', status: 400, code: 'invalid-request' };
  const response: FuzzResponse = {
    status: 400,
    contentType: 'application/problem+json',
    cacheControl: 'no-store',
    correlationId: '00000000-0000-4000-8000-000000000000',
    body: JSON.stringify(problem),
  };
  expect(contractViolationOf({ route: 'POST /api/jobs' }, response)).toBeUndefined();
  expect(
    contractViolationOf({ route: 'POST /api/jobs' }, { ...response, ...different }),
  ).toBeDefined();
});
