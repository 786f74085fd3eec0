import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { writtenEndSeconds } from './written-end.ts';

it('a tied note ends with its last part, by the time map of one second a quarter', () => {
  const pitch = { step: 'G', alter: 0, octave: 4 } as const;
  const score = scoreOf([
    measureOf([
      noteOf(pitch),
      noteOf(pitch, { sungNote: 1, startTick: 48, durationTicks: 144, tiedToNext: true }),
    ]),
    measureOf(
      [noteOf(pitch, { sungNote: 1, startTick: 192, durationTicks: 96, tiedFromPrevious: true })],
      0,
      { startTick: 192 },
    ),
  ]);
  expect([0, 1, 2].map((note) => writtenEndSeconds(score, note))).toEqual([1, 6, undefined]);
});
