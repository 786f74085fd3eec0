import { expect, it } from 'vitest';
import { jobViews } from '../../e2e/states/job-views.ts';
import { picturedComparison } from '../../e2e/states/pictured-comparison.ts';
import { historyFile, trendOf } from './history.ts';
import { sentTake } from './sent-take.ts';
import { type StoredTake, storedTakeSchema } from './stored-takes.ts';

const { take: view } = jobViews('https://s3.example');
const comparison = picturedComparison();
const take = sentTake(view, comparison);
const takeWith = (points: number): StoredTake => ({
  ...take,
  comparison: { ...comparison, overall: { strict: 0, normal: points, beginner: 100 } },
});

it('the trend runs from the oldest take to the newest', () => {
  const takes = [71.6, 80.2, 60].map(takeWith);
  expect(trendOf(takes, 'normal')).toEqual({ points: [60, 80, 72], first: 60, last: 72, best: 80 });
  expect(trendOf([], 'normal')).toBeUndefined();
});

it('a sent take can be stored, with its own job and that of its song', () => {
  expect(storedTakeSchema.parse(take)).toMatchObject({
    id: view.jobId,
    jobId: view.jobId,
    songId: view.takeOf,
    keyShiftSemitones: -2,
  });
});

it('the file has all takes, without their sound', async () => {
  const file = historyFile([{ ...take, sound: new Blob(['sound']) }, takeWith(50)]);
  expect(file.type).toBe('application/json');
  const { version, takes } = JSON.parse(await file.text());
  expect(version).toBe(1);
  expect(takes).toHaveLength(2);
  expect(takes[0]).not.toHaveProperty('sound');
  expect(storedTakeSchema.parse(takes[0]).comparison).toEqual(comparison);
});
