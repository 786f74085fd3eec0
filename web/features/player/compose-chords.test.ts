import type { ChordSymbol } from '@my-pitch/shared/chords/chord-symbol';
import { parseChord } from '@my-pitch/shared/chords/chord-text';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { expect, it } from 'vitest';
import { composeChords } from './compose-chords.ts';
import { singersTuning } from './compose-melody.ts';

const score = writtenScore(shortTune);
const last = score.measures.at(-1);
const endTick = (last?.startTick ?? 0) + (last?.lengthTicks ?? 0);

function played(...parts: readonly (readonly [tick: number, text: string])[]) {
  const chords = parts.map(([startTick, text]) => {
    const symbol = parseChord(text);
    const sounding = symbol === 'none' ? {} : { symbol: symbol as ChordSymbol };
    return { startTick, startSeconds: 0, confidence: 1, ...sounding };
  });
  return composeChords({ ...score, chords }).map(({ startSeconds, endSeconds, frequencyHz }) => ({
    midi: hzToMidi(frequencyHz) - singersTuning(score),
    startSeconds,
    endSeconds,
  }));
}

const midis = (notes: ReturnType<typeof played>) => notes.map(({ midi }) => Math.round(midi));

it('plays the bass, and the tones above it', () => {
  expect(midis(played([0, 'C']))).toEqual([48, 60, 64, 55]);
  expect(midis(played([0, 'Am7/G']))).toEqual([43, 57, 60, 64, 55]);
  expect(midis(played([0, 'E']))).toEqual([40, 64, 56, 59]);
  for (const { midi } of played([0, 'F#m'])) expect(midi).toBeCloseTo(Math.round(midi), 6);
});

it('plays each chord until the next one, or the end of the score', () => {
  const notes = played([0, 'C'], [48, 'N.C.'], [96, 'G']);
  const at = (tick: number) => secondsAtTick(score.timeMap, tick);
  expect(
    new Set(notes.map(({ startSeconds, endSeconds }) => `${startSeconds} ${endSeconds}`)),
  ).toEqual(new Set([`${at(0)} ${at(48)}`, `${at(96)} ${at(endTick)}`]));
});

it('plays nothing without chords', () => {
  expect(composeChords(score)).toEqual([]);
});
