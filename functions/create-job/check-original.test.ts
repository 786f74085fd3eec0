import type { Job } from '@my-pitch/shared/job';
import { jobStatuses } from '@my-pitch/shared/status';
import { describe, expect, it } from 'vitest';
import { MemoryJobs } from '../testing/memory-jobs.ts';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { checkOriginal } from './check-original.ts';

const context = (...jobs: readonly Job[]) => ({
  table: new MemoryJobs(...jobs),
  clock: () => nowMs,
});

describe('an original', () => {
  it.each([
    ['awaiting-upload', undefined],
    ['queued', undefined],
    ['processing', undefined],
    ['completed', undefined],
    ['failed', { status: 409, code: 'original-failed' }],
    ['cancelled', { status: 410, code: 'original-gone' }],
    ['expired', { status: 410, code: 'original-gone' }],
  ] as const)('that is %s: %j', async (status, problem) => {
    const original = sampleJob(status, { resultsExpireAt: before(-1) });
    const checked = checkOriginal(original.jobId, context(original));
    if (problem) await expect(checked).rejects.toMatchObject({ problem });
    else await expect(checked).resolves.toBeUndefined();
  });

  it('of every status has a case above', () => {
    expect(jobStatuses).toHaveLength(7);
  });

  it('is gone once its results have expired, even if nothing has deleted them yet', async () => {
    const original = sampleJob('completed', { resultsExpireAt: before(0) });
    await expect(checkOriginal(original.jobId, context(original))).rejects.toMatchObject({
      problem: { code: 'original-gone' },
    });
  });

  it('that nobody has sent is not found', async () => {
    await expect(checkOriginal(sampleId(4), context())).rejects.toMatchObject({
      problem: { status: 404, code: 'original-not-found' },
    });
  });
});
