import type { ChordSymbol } from '@my-pitch/shared/chords/chord-symbol';
import { parseChord } from '@my-pitch/shared/chords/chord-text';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { expect, it } from 'vitest';
import { chordsAbove, estimateChordsWidth } from './planned-chords.ts';

const tune = writtenScore(shortTune);
const [measure, second] = tune.measures;
if (!measure || !second) throw new Error('The tune has two measures');

function chordAt(startTick: number, text: string) {
  const symbol = parseChord(text);
  const sounding = symbol === 'none' ? {} : { symbol: symbol as ChordSymbol };
  return { startTick, startSeconds: 0, confidence: 1, ...sounding };
}

it('are those that begin in the measure, each with its element', () => {
  const chords = [chordAt(0, 'C'), chordAt(24, 'F#m7b5'), chordAt(second.startTick, 'N.C.')];
  const first = measure.elements[0];
  expect(chordsAbove({ ...tune, chords }, measure)).toEqual([
    { text: 'C', element: 0, share: 0 },
    { text: 'F♯m7♭5', element: 0, share: 24 / (first?.durationTicks ?? 0) },
  ]);
  expect(chordsAbove({ ...tune, chords }, second)).toEqual([
    { text: 'N.C.', element: 0, share: 0 },
  ]);
  expect(chordsAbove(tune, measure)).toEqual([]);
});

it('are in parentheses where they are only suggested', () => {
  const chords = [{ ...chordAt(0, 'Am7/G'), isSuggested: true as const }];
  expect(chordsAbove({ ...tune, chords }, measure)).toMatchObject([{ text: '(Am7/G)' }]);
});

it('need more room the more is written', () => {
  const width = (...texts: string[]) =>
    estimateChordsWidth(texts.map((text) => ({ text, element: 0, share: 0 })));
  expect(width()).toBe(0);
  expect(width('Am7')).toBeGreaterThan(width('A'));
  expect(width('A', 'A')).toBe(2 * width('A'));
});
