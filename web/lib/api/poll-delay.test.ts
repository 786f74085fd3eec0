import { beforeEach, expect, it, vi } from 'vitest';
import { pollDelaySeconds } from './poll-delay.ts';

beforeEach(() => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  return () => random.mockRestore();
});

it('doubles the delay with each failure, up to half a minute', () => {
  const delays = [0, 1, 2, 3, 4, 9].map((failures) =>
    pollDelaySeconds({ hidden: false, failures, isLive: false }),
  );
  expect(delays).toEqual([3, 6, 12, 24, 30, 30]);
});

it('polls a hidden tab every 10 s, and less often after failures', () => {
  const delays = [0, 2, 3, 4].map((failures) =>
    pollDelaySeconds({ hidden: true, failures, isLive: false }),
  );
  expect(delays).toEqual([10, 12, 24, 30]);
});

it('polls rarely while the socket tells of changes, but not after a failure', () => {
  expect(pollDelaySeconds({ hidden: false, failures: 0, isLive: true })).toBe(120);
  expect(pollDelaySeconds({ hidden: true, failures: 0, isLive: true })).toBe(120);
  expect(pollDelaySeconds({ hidden: false, failures: 1, isLive: true })).toBe(6);
});

it('polls every second just after the upload, but not for long', () => {
  const delays = [0, 1, 5, 6].map((arrivingPolls) =>
    pollDelaySeconds({ hidden: false, failures: 0, arrivingPolls, isLive: false }),
  );
  expect(delays).toEqual([3, 1, 1, 3]);
  const arriving = { arrivingPolls: 1, isLive: false };
  expect(pollDelaySeconds({ hidden: true, failures: 0, ...arriving })).toBe(10);
  expect(pollDelaySeconds({ hidden: false, failures: 2, ...arriving })).toBe(12);
});

it('leaves a busy server alone for as long as it says, and returns at a random time after that', () => {
  const busy = { hidden: false, failures: 1, retryAfterSeconds: 40 };
  expect(pollDelaySeconds(busy)).toBe(40);
  vi.mocked(Math.random).mockReturnValue(0.8);
  expect(pollDelaySeconds(busy)).toBe(48);
  expect(pollDelaySeconds({ hidden: false, failures: 0 })).toBe(3);
});
