import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { scoreMeasures } from '@my-pitch/shared/scoring/score-measures';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import {
  type Changes,
  makeSong,
  makeTake,
  silence,
} from '@my-pitch/shared/scoring/testing/made-take';
import { delayedBy } from '@my-pitch/shared/scoring/time-alignment';
import { describe, expect, it } from 'vitest';
import { adviceOn } from './advice.ts';
import { adviceSentences } from './advice-sentences.ts';
import { takesEn } from './messages-en.ts';
import { takesKo } from './messages-ko.ts';
import { comparedPhrases, measuresToPractise } from './practice.ts';

const reference = makeSong(3);
const delaySeconds = 2;

/** The comparison of a made take, which begins two seconds late. */
function comparisonOf(changes: Changes, take = makeTake(reference, later(changes))): Comparison {
  const points = [...delayedBy(delaySeconds)];
  const scored = scoreTake({ reference, take, alignment: points });
  const timeMap = [
    { tick: 0, seconds: 0 },
    { tick: 48, seconds: 0.6 },
  ];
  const measures = scoreMeasures({ measures: [], timeMap }, scored);
  const alignment = { method: 'voice' as const, points };
  return { version: 1, alignment, ...scored, measures, singing: {} };
}

function later(changes: Changes): Changes {
  return { timeAt: (seconds) => seconds + delaySeconds, ...changes };
}

const count = reference.length;
const every = (n: number) => (note: number) => note % n === 0;
const multiples = (n: number) => Math.ceil(count / n);

describe('the advice on a take', () => {
  it.each<readonly [string, Changes, string, object]>([
    ['as the original', {}, 'pitch', { kind: 'nothing' }],
    [
      'that is sharp here and flat there',
      { cents: (n) => [0, 60, -60][n % 3] ?? 0 },
      'onset',
      { kind: 'pitch' },
    ],
    [
      'that leaves out every third note',
      { isLeftOut: every(3) },
      'pitch',
      { kind: 'missed', count: multiples(3), of: count },
    ],
    [
      'with some other notes',
      { cents: (n) => (every(4)(n) ? 300 : 0) },
      'pitch',
      { kind: 'wrong', count: multiples(4), of: count },
    ],
    [
      'that is late in most notes',
      { lateSeconds: (n) => (n % 3 === 0 ? 0 : 0.15) },
      'pitch',
      { kind: 'late', milliseconds: expect.closeTo(150, -2) },
    ],
  ])('%s', (_take, changes, strength, weakness) => {
    expect(adviceOn(comparisonOf(changes))).toEqual({
      kind: 'advice',
      strength,
      weakness: expect.objectContaining(weakness),
    });
  });

  it.each([
    [-45, 'flat'],
    [45, 'sharp'],
  ] as const)('that is %i cents off in most notes says so', (cents, kind) => {
    // The constant part of a deviation is tuning, so a third of the notes are right.
    const changes: Changes = { cents: (n) => (n % 3 === 0 ? 0 : cents) };
    const keyOffset = { semitones: 0, octaves: 0, tuningCents: 0 };
    const take = makeTake(reference, later(changes));
    const scored = scoreTake({ reference, take, alignment: delayedBy(delaySeconds), keyOffset });
    const comparison = { ...comparisonOf({}), ...scored };
    expect(adviceOn(comparison)).toMatchObject({
      weakness: { kind, cents: expect.closeTo(45, -1) },
    });
  });

  it('says that nothing was sung', () => {
    expect(adviceOn(comparisonOf({}, silence))).toEqual({ kind: 'nothing-sung' });
  });

  it('says that it may be another song', () => {
    const other = makeTake(makeSong(8), later({}));
    expect(adviceOn(comparisonOf({}, other))).toEqual({ kind: 'another-song' });
  });
});

it.each([takesEn, takesKo])('is three sentences, or one without advice: %#', (texts) => {
  const sentences = adviceSentences(adviceOn(comparisonOf({ isLeftOut: every(3) })), texts);
  expect(sentences).toHaveLength(3);
  expect(sentences[1]).toContain(String(multiples(3)));
  expect(new Set(sentences).size).toBe(3);
  expect(adviceSentences({ kind: 'nothing-sung' }, texts)).toHaveLength(1);
});

describe('what to practise', () => {
  const durationSeconds = 1000;
  const measure = (index: number, normal: number, isCompared = true) => ({
    ...{ index, number: index + 1, isCompared },
    ...{ startSeconds: 2 * index, endSeconds: 2 * index + 2 },
    overall: { strict: 0, normal, beginner: 100 },
  });
  const comparison: Comparison = {
    ...comparisonOf({}),
    measures: [50, 95, 10, 80, 30, 70, 60].map((points, n) => measure(n, points, n !== 2)),
  };

  it('are the four weakest measures that were compared, in the order of the song', () => {
    const measures = measuresToPractise(comparison, 'normal', durationSeconds);
    expect(measures.map(({ number, points }) => [number, points])).toEqual([
      [1, 50],
      [5, 30],
      [6, 70],
      [7, 60],
    ]);
    expect(measures[0]).toMatchObject({ startSeconds: 2, endSeconds: 4 });
  });

  it('is nothing at a level where all is well', () => {
    expect(measuresToPractise(comparison, 'beginner', durationSeconds)).toEqual([]);
  });

  it('lies within the recording', () => {
    const [first] = measuresToPractise(comparison, 'normal', 3);
    expect(first).toMatchObject({ startSeconds: 2, endSeconds: 3 });
  });

  it('has every phrase that was compared, in the time of the take', () => {
    const phrases = comparedPhrases(comparison, 'strict', durationSeconds);
    expect(phrases).toHaveLength(comparison.phrases.length);
    expect(phrases[0]?.startSeconds).toBeCloseTo((reference[0]?.startSeconds ?? 0) + 2, 6);
    expect(phrases.every(({ points }) => points >= 99)).toBe(true);
  });
});
