import { layOutMeasures } from '@my-pitch/shared/notation/lay-out-measures';
import { expect, it } from 'vitest';
import { synthesiseScore } from '../../../web/e2e/synthesise-score.ts';
import { toAbc } from './to-abc.ts';

it('writes pitches, accidentals, lengths, ties, triplets and barlines', () => {
  const notes = [
    [0, 48, 60],
    [48, 72, 73],
    [72, 144, 74],
    [144, 240, 83],
    [240, 256, 60],
    [256, 272, 62],
    [272, 288, 64],
  ] as const;
  const measures = layOutMeasures(
    notes.map(([startTick, endTick, midi]) => ({ startTick, endTick, midi })),
    {
      timeSignature: { beats: 4, beatType: 4 },
      pickupTicks: 0,
      keySignature: { fifths: 0, mode: 'major' },
    },
  );
  const lines = toAbc({ ...synthesiseScore({ notes: 1 }), measures }).split('\n');
  expect(lines.slice(0, 5)).toEqual(['X:1', 'M:4/4', 'L:1/8', 'Q:1/4=104', 'K:C clef=treble']);
  expect(lines[5]?.replaceAll(' ', '')).toBe('C2^cd-d2b2-|b2(3:2:3CDEz4|]');
});
