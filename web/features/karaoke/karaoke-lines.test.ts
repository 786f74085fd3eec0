import type { Score } from '@my-pitch/shared/score';
import { expect, it } from 'vitest';
import { composeBeats } from '../player/beats.ts';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { currentLine, karaokeLines, sungShare } from './karaoke-lines.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;
const sung = { centreMidi: 69, deviationCents: 0, confidence: 1, loudnessDb: -20 };

/** A song of ten measures of 4/4, a second a beat, with a line of one syllable from each start to its end. */
function songOf(...lines: readonly (readonly [start: number, end: number])[]): Score {
  const measures = Array.from({ length: 10 }, (_, index) =>
    measureOf([noteOf(pitch)], 0, { number: index + 1, startTick: 192 * index }),
  );
  const sungNotes = lines.map(([startSeconds, endSeconds]) => ({
    ...sung,
    startSeconds,
    endSeconds,
  }));
  return {
    ...scoreOf(measures, sungNotes),
    lyrics: lines.map((_, sungNote) => ({ text: 'la', sungNote, starts: 'line' as const })),
  };
}

const linesOf = (score: Score) => karaokeLines(score, composeBeats(score, 40), 1);

it('counts in after a pause: one measure of beats up to the line', () => {
  expect(linesOf(songOf([8, 9], [10, 11], [17, 18])).map((line) => line.countInSeconds)).toEqual([
    [4, 5, 6, 7],
    [],
    [13, 14, 15, 16],
  ]);
});

it('counts on the beats where a line begins between them', () => {
  expect(linesOf(songOf([8.5, 9]))[0]?.countInSeconds).toEqual([5, 6, 7, 8]);
});

it('does not count in before a pause has begun, nor before the recording', () => {
  const [atStart, after] = linesOf(songOf([3, 5.1], [8.9, 9.5]));
  expect([atStart?.countInSeconds, after?.countInSeconds]).toEqual([[], []]);
});

it('a line is current from the end of the line before it', () => {
  const lines = linesOf(songOf([1, 2], [4, 6], [6, 7]));
  const at = [0, 1.9, 2, 5.9, 6, 30].map((seconds) => currentLine(lines, seconds));
  expect(at).toEqual([0, 0, 1, 1, 2, 2]);
});

it('a line that begins before the end of the line before it is current from its own start', () => {
  const lines = linesOf(songOf([1, 5], [4, 6]));
  expect([3.9, 4].map((seconds) => currentLine(lines, seconds))).toEqual([0, 1]);
});

it('a syllable is sung in proportion to the time', () => {
  const syllable = { startSeconds: 2, endSeconds: 4 };
  expect([1, 2, 2.5, 4, 9].map((seconds) => sungShare(syllable, seconds))).toEqual([
    0, 0, 0.25, 1, 1,
  ]);
  expect(sungShare({ startSeconds: 2, endSeconds: 2 }, 2)).toBe(1);
});
