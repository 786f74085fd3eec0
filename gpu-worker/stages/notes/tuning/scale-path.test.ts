import { describe, expect, it } from 'vitest';
import { followScale } from './scale-path.ts';

const tune = [60, 64, 67, 65, 62, 64, 60, 59, 62, 67, 69, 65];

/** The tune over and over, two notes a second, raised by cents at each time. */
const follow = (seconds: number, cents: (seconds: number) => number) =>
  followScale(
    Array.from({ length: 2 * seconds }, (_, i) => ({
      midi: (tune[i % tune.length] as number) + cents(i / 2) / 100,
      timeSeconds: i / 2,
      durationSeconds: 0.4,
      spreadSemitones: 0,
    })),
  );
const nearest = (cents: number) => cents - 1200 * Math.round(cents / 1200);

describe('followScale', () => {
  it.each([0, 23, -31, 140])('finds a scale %i cents above C', (offset) => {
    const { cents, segment } = follow(30, () => offset);
    for (const value of cents) expect(Math.abs(nearest(value - offset))).toBeLessThan(8);
    expect(new Set(segment)).toEqual(new Set([0]));
  });

  it('starts from concert pitch: a single note 40 cents above C hardly moves it', () => {
    const { cents } = followScale([
      { midi: 60.4, timeSeconds: 0, durationSeconds: 0.4, spreadSemitones: 0 },
    ]);
    // The note is uncertain by 30 cents, the start by 20: 40 · 20² / (20² + 30²) = 12.
    expect(nearest(cents[0]! % 100)).toBeCloseTo(12, -1);
  });

  it('follows a slow drift without a jump, also past a semitone and past C', () => {
    for (const direction of [1, -1]) {
      const { cents, segment } = follow(90, (t) => direction * 1.5 * t);
      const last = cents.length - 1;
      expect(Math.abs(cents[last]! - cents[0]! - direction * 134)).toBeLessThan(25);
      for (let i = 1; i < cents.length; i++) {
        expect(Math.abs(cents[i]! - cents[i - 1]!)).toBeLessThan(10);
      }
      expect(segment[last]).toBe(0);
    }
  });

  it('follows a singer who retunes, within one segment', () => {
    const { cents, segment } = follow(60, (t) => (t < 30 ? 0 : 45));
    expect(Math.abs(cents[40]!)).toBeLessThan(8);
    expect(Math.abs(cents[80]! - 45)).toBeLessThan(8);
    expect(segment.at(-1)).toBe(0);
  });

  it('begins a new segment where the key changes', () => {
    const { cents, segment } = follow(60, (t) => (t < 30 ? 0 : 300));
    expect(segment[59]).toBe(0);
    expect(segment[60]).toBe(1);
    expect(segment.at(-1)).toBe(1);
    expect(Math.abs(nearest(cents.at(-1)! - 300))).toBeLessThan(5);
  });

  it('takes a few chromatic notes for such, not for two key changes', () => {
    const notes = (count: number) => [
      ...tune,
      ...tune,
      ...Array.from({ length: count }, (_, i) => [61, 68, 63, 70][i % 4]!),
      ...tune,
    ];
    const segments = (midis: readonly number[]) =>
      followScale(
        midis.map((midi, i) => ({
          midi,
          timeSeconds: i / 2,
          durationSeconds: 0.4,
          spreadSemitones: 0,
        })),
      ).segment.at(-1);
    expect(segments(notes(8))).toBe(0);
    expect(segments(notes(16))).toBe(2);
  });

  it('has nothing to follow without pitches', () => {
    expect(followScale([])).toEqual({ cents: new Float64Array(), segment: new Int32Array() });
  });
});
