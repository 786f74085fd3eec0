import { expect, it } from 'vitest';
import { shortTune, writtenScore } from '../notation/document.fixture.ts';
import { secondsAtTick } from '../time-map.ts';
import type { ChordSymbol } from './chord-symbol.ts';
import { parseChord } from './chord-text.ts';
import { chordTick, placeChords } from './place-chords.ts';

const score = writtenScore(shortTune);
const last = score.measures.at(-1);
const endTick = (last?.startTick ?? 0) + (last?.lengthTicks ?? 0);

type AtTick = readonly [tick: number, text: string];

/** Chords at ticks of the score. */
function chordsAt(...parts: readonly AtTick[]) {
  return parts.map(([tick, text]) => {
    const symbol = parseChord(text);
    const startSeconds = Math.max(0, secondsAtTick(score.timeMap, tick));
    const sounding = symbol === 'none' ? {} : { symbol: symbol as ChordSymbol };
    return { startSeconds, confidence: 1, ...sounding };
  });
}

const ticks = (...parts: readonly AtTick[]) =>
  placeChords(chordsAt(...parts), score).map(({ startTick }) => startTick);

it('writes chords on the nearest eighths', () => {
  expect(ticks([0, 'C'], [44, 'G'], [77, 'Am'])).toEqual([0, 48, 72]);
});

it('says where a chord at a sixteenth or in a triplet is written, also before the score', () => {
  expect([16, 32, 60, 76, -30].map(chordTick)).toEqual([24, 24, 72, 72, 0]);
});

it('writes the last of several chords on an eighth', () => {
  const placed = placeChords(chordsAt([0, 'C'], [46, 'G'], [50, 'Am']), score);
  expect(placed.map(({ startTick, symbol }) => [startTick, symbol?.root.step])).toEqual([
    [0, 'C'],
    [48, 'A'],
  ]);
});

it('does not repeat a chord that sounds already, however it is spelled', () => {
  expect(ticks([0, 'C#/E#'], [48, 'Db/F'], [96, 'Db']).length).toBe(2);
});

it('leaves out what begins after the end', () => {
  expect(ticks([0, 'C'], [endTick, 'G'])).toEqual([0]);
});

it('writes N.C. between chords, but nothing for a song without chords', () => {
  expect(ticks([0, 'C'], [48, 'N.C.'], [96, 'N.C.'], [144, 'C'])).toEqual([0, 48, 144]);
  expect(ticks([0, 'N.C.'])).toEqual([]);
});
