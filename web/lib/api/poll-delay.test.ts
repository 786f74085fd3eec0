import { expect, it } from 'vitest';
import { pollDelaySeconds } from './poll-delay.ts';

it('doubles the delay with each failure, up to half a minute', () => {
  const delays = [0, 1, 2, 3, 4, 9].map((failures) =>
    pollDelaySeconds({ hidden: false, failures }),
  );
  expect(delays).toEqual([3, 6, 12, 24, 30, 30]);
});

it('polls a hidden tab every 15 s, and less often after failures', () => {
  const delays = [0, 2, 3, 4].map((failures) => pollDelaySeconds({ hidden: true, failures }));
  expect(delays).toEqual([15, 15, 24, 30]);
});
