import { describe, expect, it } from 'vitest';
import { findVibrato } from './find-vibrato.ts';

const hop = 256 / 22_050;
type Curve = (seconds: number) => number;
const frames = (seconds: number, midi: Curve) =>
  Float32Array.from({ length: Math.round(seconds / hop) }, (_, i) => midi(i * hop));
const find = (seconds: number, midi: Curve) => findVibrato(frames(seconds, midi), hop);
/** A pitch of 60 that swings by cents to each side. */
const swing = (rateHz: number, cents: number) => (t: number) =>
  60 + (cents / 100) * Math.sin(2 * Math.PI * rateHz * t);

describe('findVibrato', () => {
  it.each([
    [4, 60],
    [5.5, 60],
    [4.5, 30],
    [7, 120],
    [8.3, 40],
  ])('measures a swing of %d Hz by %d cents', (rateHz, cents) => {
    const found = find(2, swing(rateHz, cents));
    expect(Math.abs((found?.rateHz ?? 0) - rateHz)).toBeLessThan(0.11);
    expect(Math.abs((found?.extentCents ?? 0) - cents)).toBeLessThan(0.06 * cents);
  });

  it('finds none in swings too slow or too fast for a voice', () => {
    expect(find(2, swing(2.5, 60))).toBeUndefined();
    expect(find(2, swing(10, 60))).toBeUndefined();
  });

  it('finds a swing of 15 cents and more', () => {
    expect(find(2, swing(5.5, 16.5))).toBeDefined();
    expect(find(2, swing(5.5, 13.5))).toBeUndefined();
  });

  it('finds a swing that makes up at least half of the variance', () => {
    const wandering = (wanderCents: number) => (t: number) =>
      swing(5.5, 60)(t) + (wanderCents / 100) * Math.sin(2 * Math.PI * 1.5 * t);
    expect(find(2, wandering(50))).toBeDefined();
    expect(find(2, wandering(75))).toBeUndefined();
  });

  it('needs two turns', () => {
    expect(find(0.28, swing(8, 60))).toBeDefined();
    expect(find(0.22, swing(8, 60))).toBeUndefined();
    expect(find(0.2, swing(5.5, 60))).toBeUndefined();
  });

  it('finds a swing that begins late, on a sinking pitch', () => {
    const late = (t: number) => (t < 0.5 ? 60 : swing(5.5, 50)(t - 0.5)) - 0.3 * t;
    const found = find(1.5, late);
    expect(Math.abs((found?.rateHz ?? 0) - 5.5)).toBeLessThan(0.2);
    expect(Math.abs((found?.extentCents ?? 0) - 50)).toBeLessThan(6);
  });

  it('measures the swing around a steep glide', () => {
    const found = find(1, (t) => swing(6, 40)(t) + 5 * t);
    expect(Math.abs((found?.rateHz ?? 0) - 6)).toBeLessThan(0.15);
    expect(Math.abs((found?.extentCents ?? 0) - 40)).toBeLessThan(4);
  });

  it('needs a pitch in 70 % of the frames, and uses the times of those', () => {
    const withGap = (seconds: number) => (t: number) =>
      t > 0.8 && t < 0.8 + seconds ? Number.NaN : swing(5.5, 60)(t);
    const found = find(2, withGap(0.4));
    expect(Math.abs((found?.rateHz ?? 0) - 5.5)).toBeLessThan(0.11);
    expect(find(2, withGap(1))).toBeUndefined();
    expect(findVibrato(new Float32Array(60).fill(Number.NaN), hop)).toBeUndefined();
  });

  it('finds none in a straight note, a glide or a scoop', () => {
    expect(find(1, () => 60)).toBeUndefined();
    expect(find(1, (t) => 60 + 3 * t)).toBeUndefined();
    expect(find(0.6, (t) => 60 - 2 * Math.exp(-t / 0.06))).toBeUndefined();
  });
});
