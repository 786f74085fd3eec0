import { describe, expect, it } from 'vitest';
import { timeShiftSeconds } from './time-shift.ts';

const rateHz = 8000;

/** Notes of a third of a second at irregular times, beginning so late, in a faster or slower recording. */
function sing({ hz = 200, shiftSeconds = 0, speed = 1 } = {}): Float32Array {
  const voice = new Float32Array((4 / speed) * rateHz);
  for (const startSeconds of [0.5, 0.9, 1.6, 2.1, 2.5, 3.3]) {
    const from = (startSeconds / speed + shiftSeconds) * rateHz;
    for (let i = 0; i < (0.33 / speed) * rateHz; i++) {
      voice[Math.round(from) + i] = 0.4 * Math.sin((2 * Math.PI * hz * i) / rateHz);
    }
  }
  return voice;
}
const shiftOf = (changed: Parameters<typeof sing>[0]) =>
  timeShiftSeconds(sing(), sing(changed), rateHz, changed?.speed ?? 1);

describe('timeShiftSeconds', () => {
  it('finds no shift where there is none', () => expect(shiftOf({})).toBe(0));

  it.each([-0.03, -0.012, 0.008, 0.05])('finds a shift of %s s', (shiftSeconds) => {
    expect(shiftOf({ shiftSeconds })).toBeCloseTo(shiftSeconds, 3);
  });

  it.each([0.7, 1.4])('finds the shift of a voice at %s times the speed', (speed) => {
    expect(Math.abs(shiftOf({ speed, shiftSeconds: -0.009 }) + 0.009)).toBeLessThan(0.0025);
  });

  it('finds it in a transposed voice', () => {
    expect(Math.abs(shiftOf({ hz: 300, shiftSeconds: -0.012 }) + 0.012)).toBeLessThan(0.0025);
  });
});
