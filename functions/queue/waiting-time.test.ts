import { emptyQueueSummary, type QueueSummary } from '@my-pitch/shared/queue-summary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { before, nowMs, sampleJob } from '../testing/sample-jobs.ts';
import { remainingSeconds, waitingSeconds, workloadOf } from './waiting-time.ts';

const progressOf = (overallFraction: number) => ({
  stage: 'separate' as const,
  stageFraction: 0,
  overallFraction,
});

const nowSeconds = nowMs / 1000;
const summaryOf = (change: Partial<QueueSummary>) => ({ ...emptyQueueSummary, ...change });

describe('the workload', () => {
  it('is no running worker, without a typical time, before the first song', () => {
    expect(workloadOf(emptyQueueSummary, nowMs)).toEqual({
      typicalSeconds: undefined,
      workers: 1,
      startedSeconds: 0,
      isRunning: false,
    });
  });

  it.each([
    ['the median of the recent songs', [40, 3000, 50], 50],
    ['the upper median of an even number of songs', [10, 20], 20],
  ])('uses %s', (_name, recentSeconds, typicalSeconds) => {
    expect(workloadOf(summaryOf({ recentSeconds }), nowMs)).toMatchObject({ typicalSeconds });
  });

  it('is what the songs in work still need', () => {
    const startedSumSeconds = nowSeconds - 90 + (nowSeconds - 30);
    const summary = summaryOf({ processing: 2, startedSumSeconds, recentSeconds: [100] });
    expect(workloadOf(summary, nowMs)).toEqual({
      typicalSeconds: 100,
      workers: 2,
      startedSeconds: 80,
      isRunning: true,
    });
  });

  it.each([
    ['took longer than a typical song', { processing: 1, startedSumSeconds: nowSeconds - 500 }, 0],
    [
      'was started in the future, by clock skew',
      { processing: 1, startedSumSeconds: nowSeconds + 50 },
      100,
    ],
    ['was counted off by a repeated change', { processing: -1, startedSumSeconds: -nowSeconds }, 0],
  ])('stays possible when a song %s', (_name, change, startedSeconds) => {
    const summary = summaryOf({ ...change, recentSeconds: [100] });
    expect(workloadOf(summary, nowMs)).toMatchObject({ startedSeconds, workers: 1 });
  });

  it('has a running worker for a minute after the last song', () => {
    const isRunning = (seconds: number) =>
      workloadOf(summaryOf({ lastWorkSeconds: nowSeconds - seconds }), nowMs).isRunning;
    expect([isRunning(59), isRunning(60)]).toEqual([true, false]);
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
  const workload = { typicalSeconds: 40, workers: 2, startedSeconds: 100, isRunning: true };
  expect(waitingSeconds(1, workload, 90)).toBe(50 + 40);
  expect(waitingSeconds(3, workload, 90)).toBe((100 + 2 * 40) / 2 + 40);
  expect(waitingSeconds(1, { ...workload, isRunning: false }, 90)).toBe(90 + 50 + 40);
  expect(waitingSeconds(1, { ...workload, typicalSeconds: undefined }, 90)).toBeUndefined();
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
          waitingSeconds(
            at,
            { typicalSeconds, workers: by, startedSeconds, isRunning: false },
            90,
          ) ?? Number.NaN;
        expect(wait(position + 1, workers)).toBeGreaterThanOrEqual(wait(position, workers));
        expect(wait(position, workers + 1)).toBeLessThanOrEqual(wait(position, workers));
        expect(wait(position, workers)).toBeGreaterThanOrEqual(Math.round(typicalSeconds));
      },
    ),
  );
});
