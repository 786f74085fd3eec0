import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { expect, it } from 'vitest';
import { pitchRows, yOf } from './pitch-rows.ts';
import { barlineAt, drawnNote, droppedSeconds } from './strokes.ts';

const rows = pitchRows([60, 69], 240);
const viewport = { startSeconds: 2, pixelsPerSecond: 100 };
const measures = [
  { number: 1, tick: 0, seconds: 2.2 },
  { number: 2, tick: 192, seconds: 4 },
  { number: 3, tick: 384, seconds: 4.2 },
];

it('a drawn note runs from left to right at the pitch at which it began', () => {
  const from = { x: 150, y: yOf(rows, 64) };
  const note = drawnNote({ from, to: { x: 50, y: 0 } }, viewport, rows);
  expect(note).toEqual({ startSeconds: 2.5, endSeconds: 3.5, midi: 64 });
});

it('a barline is taken below the pitches, the nearest within 14 px, but not the first', () => {
  const at = (x: number, y = rows.height + 5) =>
    barlineAt(measures, { x, y }, viewport, rows)?.number;
  expect([at(200), at(209), at(211), at(234), at(235)]).toEqual([2, 2, 3, 3, undefined]);
  expect(at(20)).toBeUndefined();
  expect(at(200, rows.height - 1)).toBeUndefined();
});

it('a barline is dropped at a sung onset within 8 px', () => {
  const sung = {
    startSeconds: 4.5,
    endSeconds: 5,
    centreMidi: 60,
    deviationCents: 0,
    confidence: 1,
    loudnessDb: -20,
  };
  const bars = [{ sungNote: 0, midi: 60, measureNumber: 1, pitch: spellPitch(60, 0), sung }];
  const dropped = (x: number) => droppedSeconds(bars, { x, y: 0 }, viewport);
  expect([dropped(242), dropped(258), dropped(260)]).toEqual([4.5, 4.5, 4.6]);
});
