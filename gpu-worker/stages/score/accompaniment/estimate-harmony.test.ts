import { describe, expect, it } from 'vitest';
import { estimateKey } from '../key/estimate-key.ts';
import { melody } from '../testing/melodies.ts';
import { estimateHarmony, pitchClassShares } from './estimate-harmony.ts';
import { beatRateHz } from './onset-envelope.ts';

/** Chords of a second each, with two overtones, `tuning` semitones above A4 = 440 Hz. */
function playChords(
  chords: readonly (readonly number[])[],
  tuning = 0,
  gains: readonly number[] = [],
): Float32Array {
  const mono = new Float32Array(chords.length * beatRateHz);
  chords.forEach((chord, second) => {
    for (let i = 0; i < beatRateHz; i++) {
      for (const midi of chord) {
        const phase = (2 * Math.PI * 440 * 2 ** ((midi + tuning - 69) / 12) * i) / beatRateHz;
        for (const n of [1, 2, 3]) {
          mono[second * beatRateHz + i]! +=
            (((gains[second] ?? 1) * 0.05) / n) * Math.sin(n * phase);
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
  it('finds the pitch classes of a chord in any tuning', async () => {
    for (const tuning of [-0.4, 0, 0.25]) {
      const harmony = await estimateHarmony(playChords([major(60), major(60)], tuning));
      const shares = pitchClassShares(harmony!, tuning);
      expect(loudestThree(shares)).toEqual([0, 4, 7]);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('names pitch classes by the tuning of the singer', async () => {
    const harmony = await estimateHarmony(playChords([major(60)], 0.45));
    // For a singer half a semitone flat, a C that is 0.45 semitones sharp is nearly a C♯.
    const shares = pitchClassShares(harmony!, -0.5);
    expect(loudestThree(shares)).toEqual([1, 5, 8]);
  });

  it('puts a pitch into the bin of its tenth of a semitone, from C up', async () => {
    const tone = playChords([[57]], 0.2).map((sample) => sample / 2);
    const { pitches } = (await estimateHarmony(tone))!;
    // A3 and its octave share a bin; the third partial is an E, 0.02 semitones sharp.
    expect(pitches).toHaveLength(120);
    expect(pitches.indexOf(Math.max(...pitches))).toBe(92);
    expect(pitches[42]! / pitches[92]!).toBeCloseTo(1 / 3 / (1 + 1 / 2), 1);
    expect(pitches.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('gives each frame the same weight, however loud', async () => {
    const harmony = await estimateHarmony(
      playChords([[57], [57], [63], [63]], 0, [1, 1, 0.1, 0.1]),
    );
    const shares = pitchClassShares(harmony!, 0);
    expect(shares[3]! / shares[9]!).toBeCloseTo(1, 0);
    expect(harmony!.seconds).toBeCloseTo(10 * (4096 / 11025), 9);
  });

  it('skips frames 40 dB below the loudest one before', async () => {
    const quiet = await estimateHarmony(
      playChords([[57], [57], [63], [63]], 0, [1, 1, 5e-3, 5e-3]),
    );
    expect(pitchClassShares(quiet!, 0)[3]).toBeLessThan(0.2);
    expect(quiet!.seconds).toBeLessThan(7 * (4096 / 11025));
  });

  it('counts pitches from 65 to 1400 Hz', async () => {
    /** Amplitude of the third partial, a fifth higher, over that of the first two. */
    const fifth = async (midi: number) => {
      const shares = pitchClassShares((await estimateHarmony(playChords([[midi], [midi]])))!, 0);
      return shares[(midi + 7) % 12]! / shares[midi % 12]!;
    };
    // Partials have amplitudes 1, 1/2 and 1/3. The first is counted of D2 at 73 Hz, not of B1 at 62 Hz.
    expect(await fifth(38)).toBeCloseTo(1 / 3 / (3 / 2), 1);
    expect(await fifth(35)).toBeCloseTo(1 / 3 / (1 / 2), 1);
    // F♯6 at 1480 Hz and its overtones are too high.
    expect((await estimateHarmony(playChords([[90]])))?.pitches[60]).toBe(0);
  });

  it('gives nothing for silence, or for less than a frame', async () => {
    expect(await estimateHarmony(new Float32Array(3 * beatRateHz))).toBeUndefined();
    expect(await estimateHarmony(new Float32Array(10))).toBeUndefined();
  });
});

describe('estimateKey with harmony', () => {
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
    'takes the key from the harmony where the melody leaves it open: tonic %i, fifths %i',
    async (tonic, fifths) => {
      // Scale degrees 2 and 6 alone.
      const notes = onTwoNotes(62 + tonic);
      const harmony = await estimateHarmony(playChords(cadence(60 + tonic)));
      expect(estimateKey(notes, harmony)).toMatchObject({ fifths, mode: 'major' });
    },
  );
});
