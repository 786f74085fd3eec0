import { measureOf, noteOf, scoreOf } from '../../score/engraving/score.fixture.ts';

const pitch = { step: 'A', alter: 0, octave: 4 } as const;

/** Two measures of 4/4 that begin 1 s into the recording and slow down from beat to beat. */
export const driftingScore = {
  ...scoreOf([
    measureOf([noteOf(pitch)]),
    measureOf([noteOf(pitch)], 0, { number: 2, startTick: 192 }),
  ]),
  timeMap: Array.from({ length: 9 }, (_, k) => ({
    tick: 48 * k,
    seconds: 1 + 0.5 * k + 0.01 * k * k,
  })),
};
