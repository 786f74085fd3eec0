import { expect, it } from 'vitest';
import { probePauseSeconds, retryDelaySeconds } from './backoff.ts';

it('delays a message by 2 s after its first receive, doubles it, and stops at 5 minutes', () => {
  const receiveCounts = [1, 2, 3, 4, 8, 9, 50];
  expect(receiveCounts.map(retryDelaySeconds)).toEqual([2, 4, 8, 16, 256, 300, 300]);
});

it('doubles the pause between probes, and stops at 5 minutes', () => {
  expect([0, 1, 2, 5, 6].map((pauses) => probePauseSeconds(5, pauses))).toEqual([
    5, 10, 20, 160, 300,
  ]);
});
