import type { PlacedNote } from '@my-pitch/shared/scoring/match-notes';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import {
  type Changes,
  makeSong,
  makeTake,
  silence,
} from '@my-pitch/shared/scoring/testing/made-take';
import { delayedBy } from '@my-pitch/shared/scoring/time-alignment';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../testing/random-numbers.ts';
import { alignVoices } from './align-voices.ts';

const song = makeSong(1);
const original = { notes: song, curve: makeTake(song).curve };

function compare(changes: Changes, sung: readonly ReferenceNote[] = song) {
  const take = makeTake(sung, changes);
  const alignment = alignVoices(original, take);
  return scoreTake({ reference: song, take, alignment: alignment ?? delayedBy(0) });
}

/** The score by construction: with the true alignment. */
function truth(changes: Changes) {
  const { timeAt = (seconds: number) => seconds } = changes;
  const alignment = Array.from({ length: 500 }, (_, i) => ({
    referenceSeconds: i / 4,
    takeSeconds: timeAt(i / 4),
  }));
  return scoreTake({ reference: song, take: makeTake(song, changes), alignment });
}

const constant = (tempo: number, delay: number) => (seconds: number) => delay + seconds / tempo;
/** From one tempo to another over 75 s. */
const drifting = (from: number, to: number) => (seconds: number) =>
  3 + seconds / from + ((1 / to - 1 / from) * seconds ** 2) / 150;

const jitter = (seed: number, seconds: number) => {
  const random = randomNumbers(seed);
  const late = song.map(() => (2 * random() - 1) * seconds);
  return (note: number) => late[note] ?? 0;
};

const cases: readonly (readonly [string, Changes])[] = [
  ['nothing', {}],
  ['a late start', { timeAt: constant(1, 7.3) }],
  ['a start before the original', { timeAt: constant(1, -0.6) }],
  ['tempo 0.8', { timeAt: constant(0.8, 2) }],
  ['tempo 1.25', { timeAt: constant(1.25, 2) }],
  ['a tempo that slows down', { timeAt: drifting(1.25, 0.8) }],
  ['a tempo that speeds up', { timeAt: drifting(0.8, 1.25) }],
  ['an octave down', { semitones: -12, timeAt: constant(1.1, 3) }],
  ['five semitones down', { semitones: -5, timeAt: constant(0.9, 3) }],
  ['six and a half semitones up', { semitones: 6.5 }],
  ['each fifth note missing', { isLeftOut: (note) => note % 5 === 2 }],
  ['each eighth note late by 150 ms', { lateSeconds: (note) => (note % 8 === 3 ? 0.15 : 0) }],
  ['notes off by 40 cents', { cents: (note) => (note % 2 === 0 ? 40 : -40) }],
  ['onsets that vary', { lateSeconds: jitter(5, 0.06), timeAt: constant(0.95, 1) }],
  [
    'an octave change and missing notes',
    { cents: (n) => (n > 40 ? 1200 : 0), isLeftOut: (n) => n % 7 === 0 },
  ],
];

describe('a take with known changes scores as with the true alignment', () => {
  it.each(cases)('%s', (_, changes) => {
    const [found, expected] = [compare(changes), truth(changes)];
    expect(Math.abs(found.overall.strict - expected.overall.strict)).toBeLessThan(1);
    expect(Math.abs(found.overall.normal - expected.overall.normal)).toBeLessThan(1);
    expect(found.counts).toEqual(expected.counts);
    expect(found.transposition.semitones).toBe(expected.transposition.semitones);
    expect(found.transposition.octaves).toBe(expected.transposition.octaves);
  });

  it.each(Array.from({ length: 25 }, (_, i) => i - 12))('%i semitones higher', (semitones) => {
    const { overall, transposition } = compare({ semitones, timeAt: constant(1.05, 1) });
    expect(overall.strict).toBeGreaterThanOrEqual(99);
    expect(transposition.semitones + 12 * transposition.octaves).toBe(semitones);
  });
});

it('finds a single verse, and compares only that', () => {
  const sung = song.filter(({ startSeconds }) => startSeconds > 22 && startSeconds < 50);
  const shifted = sung.map((note) => ({
    ...note,
    startSeconds: note.startSeconds - 20,
    endSeconds: note.endSeconds - 20,
  }));
  const { overall, part } = compare({ semitones: 3 }, shifted);
  expect(part.share).toBeLessThan(0.6);
  // The cut may have divided the first phrase and the last one.
  expect(overall.normal).toBeGreaterThan(75);
  const inside = compare({ semitones: 3 }, shifted).notes.filter(({ status }) => status === 'sung');
  expect(inside).toHaveLength(sung.length);
});

it('gives a different melody under 25 points', () => {
  const points = Array.from({ length: 12 }, (_, i) => compare({}, makeSong(i + 2)).overall.normal);
  expect(Math.max(...points)).toBeLessThan(25);
});

it('finds nothing for a silent take', () => {
  expect(alignVoices(original, silence)).toBeUndefined();
});

it('is not disturbed by talk before the song', () => {
  const random = randomNumbers(3);
  const talk: PlacedNote[] = Array.from({ length: 10 }, (_, i) => ({
    startSeconds: 0.5 * i,
    endSeconds: 0.5 * i + 0.3,
    midi: 50 + 10 * random(),
  }));
  const take = makeTake(song, { timeAt: constant(1, 12) });
  for (const { startSeconds, endSeconds, midi } of talk) {
    take.curve.midi.fill(midi, startSeconds / 0.016, endSeconds / 0.016);
  }
  const alignment = alignVoices(original, { ...take, notes: [...talk, ...take.notes] });
  const notes = [...talk, ...take.notes];
  const scored = {
    reference: song,
    take: { ...take, notes },
    alignment: alignment ?? delayedBy(0),
  };
  expect(scoreTake(scored).overall.strict).toBeGreaterThanOrEqual(99);
});
