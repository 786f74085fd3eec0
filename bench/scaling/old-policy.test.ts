import { expect, it } from 'vitest';
import { OldPolicy } from './old-policy.ts';
import type { Observation } from './policy.ts';

const none = { desired: 0, running: 0, pending: 0, busy: 0, inFlight: 0 };

/** What the policy sees in a minute, with this many tasks and songs. */
function seen(minute: number, tasks: number, waiting: number, inFlight = 0): Observation {
  return {
    atSeconds: minute * 60,
    waiting,
    inFlight,
    uploadsInLastMinute: 0,
    uploaded: 0,
    songsLeft: 0,
    cpu: none,
    gpu: { ...none, desired: tasks, running: tasks },
  };
}

/** Decisions of successive minutes while the counts stay. */
function decisions(policy: OldPolicy, minutes: number, tasks: number, waiting: number) {
  return Array.from({ length: minutes }, (_, n) => policy.decide(seen(n, tasks, waiting)).gpu);
}

it.each([
  [1, 1],
  [4, 1],
  [5, 2],
  [16, 4],
  [1000, 10],
])('wakes from none: %s songs, %s workers', (waiting, workers) => {
  expect(new OldPolicy(10, false).decide(seen(0, 0, waiting)).gpu).toBe(workers);
});

it('has at most twenty steps, of which the last is the maximum', () => {
  expect(new OldPolicy(100, false).decide(seen(0, 0, 4 * 19)).gpu).toBe(19);
  expect(new OldPolicy(100, false).decide(seen(0, 0, 4 * 19 + 1)).gpu).toBe(100);
});

it('grows by one above four songs a worker and by two above eight, after two minutes, every five', () => {
  expect(decisions(new OldPolicy(50, false), 8, 10, 50)).toEqual([10, 11, 10, 10, 10, 10, 11, 10]);
  expect(decisions(new OldPolicy(50, false), 2, 10, 80)).toEqual([10, 12]);
});

it('removes one after ten idle minutes, then one every two', () => {
  expect(decisions(new OldPolicy(50, false), 13, 10, 4)).toEqual([
    10, 10, 10, 10, 10, 10, 10, 10, 10, 9, 10, 9, 10,
  ]);
});

it('cuts running workers and never removes idle ones while the newest count is missing', () => {
  expect(new OldPolicy(4, true).decide(seen(0, 4, 2, 4)).gpu).toBe(1);
  expect(decisions(new OldPolicy(100, true), 60, 100, 0)).toEqual(new Array(60).fill(100));
});
