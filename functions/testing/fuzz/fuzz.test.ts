import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FuzzAnswer, faultOf } from './judge.ts';
import { askMemoryApi } from './memory-api.ts';
import { fuzzRequest, secretName } from './requests.ts';

it('answers any request with a success or a problem, never with a fault of ours', async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fuzzRequest, async (request) => {
      const answer = await askMemoryApi(request);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect(faultOf(request, answer)).toBeUndefined();
      expect(answer.log).not.toContain(secretName);
    }),
    { numRuns: 2000, seed: 20_260_301 },
  );
  // Each kind of answer was among them, or the requests would be too far from what is asked for.
  expect([...seen.keys()].sort()).toEqual([200, 201, 204, 400, 403, 404, 413, 415, 429]);
});

it.each<readonly [string, Partial<FuzzAnswer>]>([
  ['is a 500', { status: 500 }],
  ['says another status than it has', { status: 404 }],
  ['is plain JSON', { contentType: 'application/json' }],
  ['may be stored', { cacheControl: undefined }],
  ['is no JSON', { body: 'Not found' }],
  ['has no code', { body: '{"title":"t","detail":"d","status":400}' }],
])('a problem is found at fault that %s', (_name, different) => {
  const problem = { title: 't', detail: 'd', status: 400, code: 'invalid-request' };
  const answer: FuzzAnswer = {
    status: 400,
    contentType: 'application/problem+json',
    cacheControl: 'no-store',
    body: JSON.stringify(problem),
  };
  expect(faultOf({ route: 'POST /api/jobs' }, answer)).toBeUndefined();
  expect(faultOf({ route: 'POST /api/jobs' }, { ...answer, ...different })).toBeDefined();
});
