import type { SungNote } from '@my-pitch/shared/analysis';
import { describe, expect, it } from 'vitest';
import { estimateKey } from './estimate-key.ts';

function sing(midis: readonly number[]): SungNote[] {
  return midis.map((midi, i) => ({
    startSeconds: i,
    endSeconds: i + 0.9,
    midi,
    centreMidi: midi,
    deviationCents: 0,
    confidence: 1,
    loudnessDb: -20,
  }));
}

/** Beethoven's Ode to Joy in C: it begins and dwells on the third, and has no leading note. */
const odeInC = [64, 64, 65, 67, 67, 65, 64, 62, 60, 60, 62, 64, 64, 62, 62];
/** A harmonic minor scale up and down from A, ended on its chord. */
const minorOnA = [57, 59, 60, 62, 64, 65, 68, 69, 69, 68, 65, 64, 62, 60, 59, 57, 60, 64, 57];
/** Fifths of the major key on each pitch class, C first. */
const majorFifths = [0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5];

describe('the key', () => {
  it.each(majorFifths.map((fifths, tonic) => [tonic, fifths]))(
    'of a major tune moved up by %i semitones has %i fifths',
    (semitones, fifths) => {
      const key = estimateKey(sing(odeInC.map((midi) => midi + semitones)));
      expect(key).toMatchObject({ fifths, mode: 'major' });
    },
  );

  it('of a minor tune is that of its relative major', () => {
    expect(estimateKey(sing(minorOnA))).toMatchObject({ fifths: 0, mode: 'minor' });
  });

  it('survives one wrong note', () => {
    expect(estimateKey(sing([...odeInC, 66]))).toMatchObject({ fifths: 0, mode: 'major' });
  });

  it('of nothing is C, without confidence', () => {
    expect(estimateKey([])).toMatchObject({ fifths: 0 });
    expect(estimateKey([]).confidence).toBeLessThan(0.2);
  });
});
