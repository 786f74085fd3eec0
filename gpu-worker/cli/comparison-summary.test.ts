import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import {
  type Changes,
  makeSong,
  makeTake,
  silence,
} from '@my-pitch/shared/scoring/testing/made-take';
import { delayedBy } from '@my-pitch/shared/scoring/time-alignment';
import { expect, it } from 'vitest';
import { languageOf, renderComparison } from './comparison-summary.ts';

const reference = makeSong(1, 3);
const alignment = { method: 'accompaniment' as const, points: [...delayedBy(0)] };

function comparisonOf(changes: Changes, take = makeTake(reference, changes)): Comparison {
  const scored = scoreTake({ reference, take, alignment: alignment.points });
  return { version: 1, alignment, ...scored, measures: [], singing: {} };
}

it('says points, part, key and notes, and what to practise', () => {
  const isLeftOut = (note: number) => note > 12 && note < 16;
  const text = renderComparison(comparisonOf({ semitones: -14, isLeftOut }), 'en');
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/^Points +\d\d of 100 \(strict: \d\d, for beginners: \d\d\)$/),
    expect.stringMatching(/^Compared +0:01–0:\d\d of the original, 100% of its notes$/),
    expect.stringMatching(/^Aligned by +the accompaniment$/),
    expect.stringMatching(
      /^Key +2 semitones lower, which costs no points, 1 octave down, tuning 0 cents$/,
    ),
    expect.stringMatching(/^Notes +\d+ sung, 0 wrong, 3 missed, 0 extra$/),
    '',
    expect.stringMatching(/good|hold your notes/),
    expect.stringMatching(/^Practise 0:\d\d–0:\d\d of your recording: \d\d points\.$/),
  ]);
});

it('says that a take is late throughout', () => {
  const text = renderComparison(comparisonOf({ lateSeconds: () => 0.12 }), 'en');
  expect(text).toContain('You sing 120 ms late on the whole.');
  expect(text).toContain('Work on your timing');
});

it('says so in Korean', () => {
  const text = renderComparison(comparisonOf({ semitones: 3 }), 'ko');
  expect(text).toMatch(/^점수 {7}100점 만점에 100점/);
  expect(text).toContain('원곡보다 반음 3개 높음 (감점 없음)');
});

it('says that a take is another song, or silent', () => {
  expect(renderComparison(comparisonOf({}, makeTake(makeSong(9, 3))), 'en')).toContain(
    'may be another song',
  );
  expect(renderComparison(comparisonOf({}, silence), 'en')).toContain('Nothing of the original');
});

it('takes the language from the locale', () => {
  expect(languageOf({ LANG: 'ko_KR.UTF-8' })).toBe('ko');
  expect(languageOf({ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' })).toBe('en');
  expect(languageOf({})).toBe('en');
});
