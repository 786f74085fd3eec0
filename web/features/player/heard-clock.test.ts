import { expect, test } from 'vitest';
import { HeardClock, type OutputClock } from './heard-clock.ts';

const clock = { currentTime: 10, outputLatency: 0.05 };
const stamped = (contextTime: number, performanceTime: number) => ({
  ...clock,
  getOutputTimestamp: () => ({ contextTime, performanceTime }),
});
const readOnce = (output: OutputClock, now: number) => new HeardClock(output).read(now);

test('follows the output’s timestamp between the jumps of the context’s clock', () => {
  expect(readOnce(stamped(9.94, 5000), 5004)).toBeCloseTo(9.944, 9);
  // A loudspeaker far away, of which the latency does not tell.
  expect(readOnce(stamped(10, 5250), 5000)).toBeCloseTo(9.75, 9);
});

test('takes the latency off where there is no usable timestamp', () => {
  expect(readOnce(clock, 5000)).toBeCloseTo(9.95, 9);
  expect(readOnce({ currentTime: 10 }, 5000)).toBe(10);
  expect(readOnce(stamped(0, 0), 5000)).toBeCloseTo(9.95, 9);
  expect(readOnce({ currentTime: 0, outputLatency: 0.05 }, 5000)).toBe(0);
});

test.each([
  ['is of long ago, as after sleep', stamped(9.9, 5000), 3_605_000],
  ['has the latency off both its times, as in Firefox', stamped(9.95, 4950), 5000],
  ['tells a page time far ahead, as in WebKitGTK', stamped(9.95, 15_000), 5000],
])('mistrusts a timestamp that %s', (_, output, now) => {
  expect(readOnce(output, now)).toBeCloseTo(9.95, 9);
});

test('evens out a clock that jumps by a buffer, and follows it at once when it stops', () => {
  const output = { currentTime: 0, outputLatency: 0.02 };
  const heard = new HeardClock(output);
  const errors: number[] = [];
  for (let now = 0; now < 3000; now += 7) {
    // 20 ms at once, which lies 10 ms behind on average.
    output.currentTime = 10 + Math.floor(now / 20) * 0.02;
    const error = heard.read(now) - (10 + now / 1000 - 0.03);
    if (now > 2000) errors.push(Math.abs(error));
  }
  expect(Math.max(...errors)).toBeLessThan(0.002);
  expect(heard.read(8000)).toBeCloseTo(output.currentTime - 0.02, 3);
});
