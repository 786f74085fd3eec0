import { expect, it } from 'vitest';
import type { TimeSignature } from '../score.ts';
import { beamStarts, metreStructure } from './metre-structure.ts';

// In quarters: how long the measure and its beat last, and where its middle is shown.
it.each([
  [2, 4, 2, 1, undefined],
  [3, 4, 3, 1, undefined],
  [4, 4, 4, 1, 2],
  [5, 4, 5, 1, undefined],
  [6, 4, 6, 1, 3],
  [2, 2, 4, 2, 2],
  [3, 2, 6, 2, undefined],
  [3, 8, 1.5, 1.5, undefined],
  [4, 8, 2, 0.5, undefined],
  [6, 8, 3, 1.5, undefined],
  [9, 8, 4.5, 1.5, undefined],
  [12, 8, 6, 1.5, 3],
] as const)('%i/%i lasts %s quarters in beats of %s', (beats, beatType, measure, beat, middle) => {
  const signature: TimeSignature = { beats, beatType };
  expect(metreStructure(signature)).toEqual({
    measureTicks: 48 * measure,
    beatTicks: 48 * beat,
    isCompound: beatType === 8 && beats % 3 === 0,
    middleTick: middle === undefined ? undefined : 48 * middle,
  });
});

it.each([
  [4, 4, [0, 48, 96, 144]],
  [2, 2, [0, 96]],
  [6, 8, [0, 72]],
  [3, 8, [0]],
  [4, 8, [0, 48]],
  [5, 8, [0, 72]],
  [7, 8, [0, 72, 120]],
  [4, 16, [0]],
] as const)('%i/%i has beams from %j on', (beats, beatType, starts) => {
  expect(beamStarts({ beats, beatType })).toEqual(starts);
});
