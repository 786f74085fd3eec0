import { describe, expect, it } from 'vitest';
import { estimateKey } from '../key/estimate-key.ts';
import { melody } from '../testing/melodies.ts';
import { estimateHarmony, pitchClassShares } from './hear-harmony.ts';
import { beatRateHz } from './onset-envelope.ts';

/** Chords of a second each, with overtones, this many semitones above A4 = 440 Hz. */
function playChords(chords: readonly (readonly number[])[], tuning = 0): Float32Array {
  const mono = new Float32Array(chords.length * beatRateHz);
  chords.forEach((chord, second) => {
    for (let i = 0; i < beatRateHz; i++) {
      for (const midi of chord) {
        const phase = (2 * Math.PI * 440 * 2 ** ((midi + tuning - 69) / 12) * i) / beatRateHz;
        for (const n of [1, 2, 3]) {
          mono[second * beatRateHz + i]! += (0.05 / n) * Math.sin(n * phase);
        }
      }
    }
  });
  return mono;
}

const major = (root: number) => [root, root + 4, root + 7];
/** Tonic, subdominant, dominant and tonic, twice. */
const cadence = (tonic: number) =>
  [0, 5, 7, 0, 0, 5, 7, 0].map((degree) => major(tonic + degree - 12));

function loudestThree(shares: readonly number[]): number[] {
  const ranked = shares.map((share, pitchClass) => ({ share, pitchClass }));
  ranked.sort((a, b) => b.share - a.share);
  return ranked
    .slice(0, 3)
    .map(({ pitchClass }) => pitchClass)
    .sort((a, b) => a - b);
}

describe('estimateHarmony', () => {
  it('hears which pitch classes are played, whatever the tuning', async () => {
    for (const tuning of [-0.4, 0, 0.25]) {
      const harmony = await estimateHarmony(playChords([major(60), major(60)], tuning));
      const shares = pitchClassShares(harmony!, tuning);
      expect(loudestThree(shares)).toEqual([0, 4, 7]);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('names pitches as a singer does who is nearly half a semitone away', async () => {
    const harmony = await estimateHarmony(playChords([major(60)], 0.45));
    // To a singer half a semitone below A4 = 440 Hz, this C lies nearest to a C♯.
    const shares = pitchClassShares(harmony!, -0.5);
    expect(loudestThree(shares)).toEqual([1, 5, 8]);
  });

  it('hears nothing in silence', async () => {
    expect(await estimateHarmony(new Float32Array(3 * beatRateHz))).toBeUndefined();
    expect(await estimateHarmony(new Float32Array(10))).toBeUndefined();
  });
});

describe('the key over a band', () => {
  const onTwoNotes = (low: number) =>
    melody(90, [
      [low, 1],
      [low, 1],
      [low + 7, 2],
      [low, 2],
    ]);

  it.each([
    [0, 0],
    [2, 2],
    [5, -1],
    [10, -2],
  ])(
    'is that of its harmony where a melody leaves it open: tonic %i, fifths %i',
    async (tonic, fifths) => {
      // Scale degrees 2 and 6 alone.
      const notes = onTwoNotes(62 + tonic);
      const harmony = await estimateHarmony(playChords(cadence(60 + tonic)));
      expect(estimateKey(notes, harmony)).toMatchObject({ fifths, mode: 'major' });
    },
  );
});
