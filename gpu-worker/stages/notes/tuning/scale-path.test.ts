import { describe, expect, it } from 'vitest';
import { randomSong } from '../testing/random-song.ts';
import { logLikelihoods, type SungPitch } from './scale-likelihood.ts';
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

/** Log probability that the tonic moves by so many cents in a time, as the model defines it. */
function logMove(byCents: number, seconds: number): number {
  const deviation = 4 * Math.sqrt(Math.min(2, Math.max(0.05, seconds)));
  const isWithinReach = Math.abs(byCents) <= Math.ceil(3 * deviation);
  return Math.max(
    isWithinReach ? -((byCents / deviation) ** 2) / 2 : Number.NEGATIVE_INFINITY,
    -6 - 0.12 * Math.abs(byCents),
    -14,
  );
}

/** The most probable tonics in cents above C, found by trying all 1200 moves at every pitch. */
function mostProbableTonics(pitches: readonly SungPitch[]): number[] {
  const places = Array.from({ length: 1200 }, (_, place) => place);
  let weights = places.map((place) => -(((((place + 50) % 100) - 50) / 20) ** 2) / 2);
  const origins: number[][] = [];
  pitches.forEach((pitch, i) => {
    const seconds = pitch.timeSeconds - (pitches[i - 1]?.timeSeconds ?? 0);
    const moves = places.map((by) => logMove(nearest(by), seconds));
    const origin = places.map((to) => {
      if (i === 0) return to;
      let best = to;
      for (const from of places) {
        const weight = weights[from]! + moves[(to - from + 1200) % 1200]!;
        if (weight > weights[best]! + moves[(to - best + 1200) % 1200]!) best = from;
      }
      return best;
    });
    const likelihoods = logLikelihoods(pitch);
    weights = places.map((to) => {
      const from = origin[to]!;
      const move = i === 0 ? 0 : moves[(to - from + 1200) % 1200]!;
      return weights[from]! + move + likelihoods[to]!;
    });
    origins.push(origin);
  });
  let place = weights.indexOf(Math.max(...weights));
  return origins
    .toReversed()
    .map((origin) => {
      const here = place;
      place = origin[here]!;
      return here;
    })
    .reverse();
}

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

  it('finds the most probable tonics of all', () => {
    for (const seed of [1, 2, 3, 4]) {
      const pitches = randomSong(seed, 14);
      const { cents } = followScale(pitches);
      expect([...cents].map((value) => ((value % 1200) + 1200) % 1200)).toEqual(
        mostProbableTonics(pitches),
      );
    }
  });

  it('takes a change of the tuning for a change of key above two thirds of a semitone', () => {
    const segments = (change: number) => new Set(follow(24, (t) => (t < 12 ? 0 : change)).segment);
    expect(segments(60)).toEqual(new Set([0]));
    expect(segments(-60)).toEqual(new Set([0]));
    expect(segments(75)).toEqual(new Set([0, 1]));
    expect(segments(-75)).toEqual(new Set([0, 1]));
  });

  it('has nothing to follow without pitches', () => {
    expect(followScale([])).toEqual({ cents: new Float64Array(), segment: new Int32Array() });
  });
});
