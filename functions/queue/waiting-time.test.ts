import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { before, nowMs, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { remainingSeconds, waitingSeconds, workloadOf } from './waiting-time.ts';

const lease = sampleJob('processing').lease;
const progressOf = (overallFraction: number) => ({
  stage: 'separate' as const,
  stageFraction: 0,
  overallFraction,
});

describe('the workload', () => {
  it('is one idle worker, without a typical time, before the first song', () => {
    expect(workloadOf([], [], nowMs)).toEqual({
      typicalSeconds: undefined,
      workers: 1,
      startedSeconds: 0,
    });
  });

  it('uses the median of the recent songs', () => {
    const completed = [40, 3000, 50].map((processingSeconds, n) =>
      sampleJob('completed', { jobId: sampleId(n), processingSeconds }),
    );
    expect(workloadOf([], completed, nowMs).typicalSeconds).toBe(50);
  });

  it('uses the upper median of an even number of songs', () => {
    const completed = [10, 20].map((processingSeconds, n) =>
      sampleJob('completed', { jobId: sampleId(n), processingSeconds }),
    );
    expect(workloadOf([], completed, nowMs).typicalSeconds).toBe(20);
  });

  it('counts each worker whose lease is valid, up to its last millisecond', () => {
    const jobs = [0, 30, 60].map((seconds, n) =>
      sampleJob('processing', {
        jobId: sampleId(n),
        lease: { ...lease, expiresAt: before(-seconds) },
      }),
    );
    expect(workloadOf(jobs, [], nowMs).workers).toBe(3);
  });

  it('counts no seconds for songs without an estimate', () => {
    const begun = sampleJob('processing', { startedAt: before(10), progress: progressOf(0.01) });
    expect(workloadOf([begun], [], nowMs).startedSeconds).toBe(0);
  });

  it('counts a crashed worker’s song in full, but not the worker', () => {
    const crashed = sampleJob('processing', {
      lease: { ...lease, expiresAt: before(1) },
      progress: progressOf(0.9),
    });
    const alive = sampleJob('processing', { startedAt: before(90), progress: progressOf(0.9) });
    const completed = [sampleJob('completed', { processingSeconds: 100 })];
    expect(workloadOf([crashed, alive], completed, nowMs)).toEqual({
      typicalSeconds: 100,
      workers: 1,
      startedSeconds: 110,
    });
  });
});

describe('the remaining time of a job', () => {
  it.each([
    ['follows its own pace', 0.5, 60, 100, 60],
    ['follows other songs at the beginning', 0.01, 10, 100, 90],
    ['is 0 when other songs would be done', 0.01, 200, 100, 0],
    ['is unknown without other songs', 0.01, 10, undefined, undefined],
    ['follows its own pace from a twentieth on', 0.05, 10, 1000, 190],
    ['follows other songs just below a twentieth', 0.049, 10, 1000, 990],
    ['is that of a whole song when clock skew puts its start into the future', 0, -30, 100, 100],
    ['is 0 at its end', 1, 60, 100, 0],
  ])('%s', (_name, fraction, elapsed, typical, left) => {
    const job = sampleJob('processing', {
      startedAt: before(elapsed),
      progress: progressOf(fraction),
    });
    expect(remainingSeconds(job, typical, nowMs)).toBe(left);
  });
});

it('a job’s estimate by its worker comes first', () => {
  const left = (endsAt: string) =>
    remainingSeconds(
      sampleJob('processing', { progress: { ...progressOf(0.5), endsAt } }),
      100,
      nowMs,
    );
  expect([left(before(-42)), left(before(5))]).toEqual([42, 0]);
});

it('a job waits for its share of the work ahead, and then for its own song', () => {
  const workload = { typicalSeconds: 40, workers: 2, startedSeconds: 100 };
  expect(waitingSeconds(1, workload)).toBe(50 + 40);
  expect(waitingSeconds(3, workload)).toBe((100 + 2 * 40) / 2 + 40);
  expect(waitingSeconds(1, { ...workload, typicalSeconds: undefined })).toBeUndefined();
});

it('a wait grows with the position and shrinks with the workers', () => {
  const count = fc.integer({ min: 1, max: 100 });
  const seconds = fc.double({ min: 0, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(
      count,
      count,
      seconds,
      seconds,
      (position, workers, typicalSeconds, startedSeconds) => {
        const wait = (at: number, by: number) =>
          waitingSeconds(at, { typicalSeconds, workers: by, startedSeconds }) ?? Number.NaN;
        expect(wait(position + 1, workers)).toBeGreaterThanOrEqual(wait(position, workers));
        expect(wait(position, workers + 1)).toBeLessThanOrEqual(wait(position, workers));
        expect(wait(position, workers)).toBeGreaterThanOrEqual(Math.round(typicalSeconds));
      },
    ),
  );
});
