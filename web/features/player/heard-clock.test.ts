import { describe, expect, it } from 'vitest';
import { HeardClock, type OutputClock } from './heard-clock.ts';

const clock = { currentTime: 10, outputLatency: 0.05 };
const stamped = (contextTime: number, performanceTime: number) => ({
  ...clock,
  getOutputTimestamp: () => ({ contextTime, performanceTime }),
});
const readOnce = (output: OutputClock, nowMs: number) => new HeardClock(output).read(nowMs);

describe('with an output timestamp', () => {
  it('extrapolates it to now', () => {
    expect(readOnce(stamped(9.94, 5000), 5004)).toBeCloseTo(9.944, 9);
    // A distant loudspeaker, whose latency the context does not report.
    expect(readOnce(stamped(10, 5250), 5000)).toBeCloseTo(9.75, 9);
  });

  it.each([
    ['is stale, as after sleep', stamped(9.9, 5000), 3_605_000],
    ['has the latency subtracted from both its times, as in Firefox', stamped(9.95, 4950), 5000],
    ['has a page time far ahead, as in WebKitGTK', stamped(9.95, 15_000), 5000],
    ['has no context time yet', stamped(0, 5000), 5000],
    ['has no page time yet', stamped(9.9, 0), 5000],
  ])('ignores one that %s', (_, output, nowMs) => {
    expect(readOnce(output, nowMs)).toBeCloseTo(9.95, 9);
  });

  it('accepts it between 0.3 s before the estimate and three quarters of the latency after it', () => {
    // The estimate is 10 − 0.05 = 9.95.
    const exact = (deviation: number) => readOnce(stamped(9.95 + deviation, 5000), 5000) - 9.95;
    expect(exact(-0.299)).toBeCloseTo(-0.299, 9);
    expect(exact(-0.301)).toBeCloseTo(0, 9);
    expect(exact(0.037)).toBeCloseTo(0.037, 9);
    expect(exact(0.038)).toBeCloseTo(0, 9);
  });

  it('accepts it up to 5 ms after the estimate where there is next to no latency', () => {
    const read = (contextTime: number) =>
      readOnce({ ...stamped(contextTime, 5000), outputLatency: 0.001 }, 5000);
    // Later than `currentTime` by more than the latency: nothing is audible before it is rendered.
    expect(read(10.0035)).toBe(10);
    expect(read(10.0045)).toBeCloseTo(9.999, 9);
  });
});

describe('without an output timestamp', () => {
  it('subtracts the latency, that of the output where it is known', () => {
    expect(readOnce(clock, 5000)).toBeCloseTo(9.95, 9);
    expect(readOnce({ currentTime: 10, baseLatency: 0.01 }, 5000)).toBeCloseTo(9.99, 9);
    expect(readOnce({ currentTime: 10, baseLatency: 0.01, outputLatency: 0.03 }, 5000)).toBeCloseTo(
      9.97,
      9,
    );
    expect(readOnce({ currentTime: 10, baseLatency: 0.01, outputLatency: 0 }, 5000)).toBeCloseTo(
      9.99,
      9,
    );
    expect(readOnce({ currentTime: 10 }, 5000)).toBe(10);
    expect(readOnce(stamped(0, 0), 5000)).toBeCloseTo(9.95, 9);
  });

  it('is never before 0', () => {
    expect(readOnce({ currentTime: 0, outputLatency: 0.05 }, 5000)).toBe(0);
  });

  it('approaches a shifted clock with a time constant of 0.5 s', () => {
    const output = { currentTime: 1, outputLatency: 0.2 };
    const heard = new HeardClock(output);
    heard.read(1000);
    // Half a second later the clock is 40 ms behind: 1 − 1/e of that is followed.
    output.currentTime = 1.46;
    expect(heard.read(1500)).toBeCloseTo(1.3 - 0.04 * (1 - Math.exp(-1)), 9);
  });

  it.each([0.2, -0.2])(
    'is at most 50 ms from the estimate when the clock jumps by %f s',
    (jump) => {
      const output = { currentTime: 1, outputLatency: 0.3 };
      const heard = new HeardClock(output);
      heard.read(1000);
      output.currentTime = 1 + jump;
      expect(heard.read(1000)).toBeCloseTo(0.7 + jump - Math.sign(jump) * 0.05, 9);
    },
  );

  it('smooths a clock that advances in buffers, and follows it at once when it stops', () => {
    const output = { currentTime: 0, outputLatency: 0.02 };
    const heard = new HeardClock(output);
    const errors: number[] = [];
    for (let nowMs = 0; nowMs < 3000; nowMs += 7) {
      // Advances by 20 ms at a time, so it is 10 ms late on average.
      output.currentTime = 10 + Math.floor(nowMs / 20) * 0.02;
      const error = heard.read(nowMs) - (10 + nowMs / 1000 - 0.03);
      if (nowMs > 2000) errors.push(Math.abs(error));
    }
    expect(Math.max(...errors)).toBeLessThan(0.002);
    expect(heard.read(8000)).toBeCloseTo(output.currentTime - 0.02, 3);
  });
});
