import { expect, it } from 'vitest';
import { createPace, createPostponed } from './pace.ts';

it('allows each name once in an interval', () => {
  let nowMs = 0;
  const pace = createPace(3000, () => nowMs);
  expect([pace.isDue('a'), pace.isDue('b'), pace.isDue('a')]).toEqual([true, true, false]);
  nowMs = 2999;
  expect([pace.isDue('a'), pace.isDue('b')]).toEqual([false, false]);
  nowMs = 3000;
  expect([pace.isDue('a'), pace.isDue('a'), pace.isDue('b')]).toEqual([true, false, true]);
});

it('starts the interval of a name at its own last time', () => {
  let nowMs = 0;
  const pace = createPace(3000, () => nowMs);
  pace.isDue('a');
  nowMs = 2000;
  pace.isDue('b');
  nowMs = 4000;
  expect([pace.isDue('a'), pace.isDue('b')]).toEqual([true, false]);
});

it('postpones what is asked for too early, and does it once', () => {
  let nowMs = 0;
  const postponed = createPostponed(1000, () => nowMs);
  expect(postponed.isDue()).toBe(false);
  postponed.ask();
  expect([postponed.isDue(), postponed.isDue()]).toEqual([true, false]);
  postponed.ask();
  postponed.ask();
  nowMs = 999;
  expect(postponed.isDue()).toBe(false);
  nowMs = 1000;
  expect([postponed.isDue(), postponed.isDue()]).toEqual([true, false]);
});
