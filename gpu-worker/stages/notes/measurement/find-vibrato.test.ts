import { describe, expect, it } from 'vitest';
import { findVibrato } from './find-vibrato.ts';

const hop = 256 / 22_050;
const pitch = (seconds: number, midi: (time: number) => number) =>
  Float32Array.from({ length: Math.round(seconds / hop) }, (_, i) => midi(i * hop));
const swing = (rate: number, cents: number) => (t: number) =>
  60 + (cents / 100) * Math.sin(2 * Math.PI * rate * t);

describe('findVibrato', () => {
  it.each([
    [5.5, 60],
    [4.5, 30],
    [7, 120],
  ])('measures %d Hz by %d cents', (rate, cents) => {
    const found = findVibrato(pitch(1.2, swing(rate, cents)), hop);
    expect(Math.abs((found?.rateHz ?? 0) - rate)).toBeLessThan(0.3);
    expect(Math.abs((found?.extentCents ?? 0) - cents)).toBeLessThan(0.15 * cents);
  });

  it('hears vibrato that comes late, on a pitch that sinks', () => {
    const late = (t: number) => (t < 0.5 ? 60 : swing(5.5, 50)(t - 0.5)) - 0.3 * t;
    const found = findVibrato(pitch(1.5, late), hop);
    expect(Math.abs((found?.rateHz ?? 0) - 5.5)).toBeLessThan(0.4);
  });

  it('finds none in a straight note, a scoop or a short one', () => {
    expect(
      findVibrato(
        pitch(1, () => 60),
        hop,
      ),
    ).toBeUndefined();
    expect(
      findVibrato(
        pitch(0.6, (t) => 60 - 2 * Math.exp(-t / 0.06)),
        hop,
      ),
    ).toBeUndefined();
    expect(findVibrato(pitch(0.2, swing(5.5, 60)), hop)).toBeUndefined();
    expect(findVibrato(new Float32Array(60).fill(Number.NaN), hop)).toBeUndefined();
  });
});
