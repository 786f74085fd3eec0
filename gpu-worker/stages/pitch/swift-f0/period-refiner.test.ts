import { hzToMidi, midiToHz } from '@my-pitch/shared/pitch-units';
import { describe, expect, it } from 'vitest';
import { hiss, mix, sing } from '../testing/synthetic-voice.ts';
import { createPeriodRefiner } from './period-refiner.ts';

const rate = 16_000;
const midiOf = (hz = Number.NaN) => hzToMidi(hz);

async function refine(voice: Float32Array, centre: number, expectedHz: number) {
  const refiner = await createPeriodRefiner(voice, rate);
  try {
    return refiner.refine(centre, expectedHz);
  } finally {
    refiner.close();
  }
}

describe('createPeriodRefiner', () => {
  it.each([
    [45, 52],
    [64, 60],
    [70, 79],
  ])('follows a glide from %d to %d, given a pitch a semitone below', async (midi, endMidi) => {
    const voice = sing([{ midi, endMidi, seconds: 0.5 }], rate);
    for (const seconds of [0.1, 0.25, 0.4]) {
      const sung = midi + ((endMidi - midi) * seconds) / 0.5;
      const found = await refine(voice, seconds * rate, midiToHz(sung - 1));
      expect(Math.abs(midiOf(found) - sung)).toBeLessThan(0.1);
    }
  });

  it('keeps the expected pitch in noise, in silence and two octaves away', async () => {
    expect(await refine(hiss(0.5, 0.1, rate), 4000, 220)).toBe(220);
    expect(await refine(new Float32Array(8000), 4000, 220)).toBe(220);
    const voice = sing([{ midi: 57, seconds: 0.5 }], rate);
    expect(await refine(voice, 4000, 880 * 1.2)).toBe(880 * 1.2);
  });

  it('stays nearer to the expected pitch with more noise', async () => {
    const voice = sing([{ midi: 57, seconds: 0.5 }], rate);
    const level = Math.sqrt(voice.reduce((sum, x) => sum + x * x, 0) / voice.length);
    const found = [0, 0.2, 0.4, 0.6].map(async (share) => {
      const noisy = mix(voice, hiss(0.5, share * level, rate));
      return midiOf(await refine(noisy, 4000, midiToHz(56.5)));
    });
    const midis = await Promise.all(found);
    expect(midis[0]).toBeCloseTo(57, 1);
    for (const [i, midi] of midis.slice(1).entries()) {
      expect(midi).toBeLessThan(midis[i] as number);
      expect(midi).toBeGreaterThan(56.5);
    }
  });

  it('weighs period and expected pitch by how exactly the voice repeats itself', async () => {
    const period = 100;
    /** A tone that fades to this share in each period: the period's difference is 1 − 2a / (1 + a²). */
    const fading = (share: number) =>
      Float32Array.from({ length: 1600 }, (_, i) => {
        const tone = [1, 2, 3, 4, 5, 6].reduce(
          (sum, harmonic) => sum + Math.sin((2 * Math.PI * harmonic * i) / period) / harmonic,
          0,
        );
        return 0.1 * tone * share ** ((i - 800) / period);
      });
    const expectedHz = (rate / period) * 2 ** (1 / 12);
    /** How far the result moves from the expected pitch to that of the period, 0 to 1. */
    const moved = async (share: number) => {
      const found = await refine(fading(share), 800, expectedHz);
      return 12 * Math.log2(expectedHz / found);
    };
    expect(await moved(1)).toBeCloseTo(1, 2);
    // Differences of 0.2 and 0.38; at 0.25 both would count equally.
    expect(await moved(0.5)).toBeCloseTo(1 / (1 + (0.2 / 0.25) ** 2), 1);
    expect(await moved(0.35)).toBeCloseTo(1 / (1 + (0.38 / 0.25) ** 2), 1);
    // A difference of 0.53 is too large for a voice.
    expect(await moved(0.25)).toBe(0);
  });

  it('takes the period nearest to the expected one where the voice repeats itself at several', () => {
    // The tenth partial of 160 Hz alone has periods of 90, 100 and 110 samples.
    const voice = Float32Array.from(
      { length: 8000 },
      (_, i) => 0.1 * Math.sin((2 * Math.PI * i) / 10),
    );
    return Promise.all(
      [
        [94, 90],
        [96, 100],
        [104, 100],
        [106, 110],
      ].map(async ([expected, nearest]) => {
        const found = await refine(voice, 4000, rate / expected!);
        expect(rate / found).toBeCloseTo(nearest!, 1);
      }),
    );
  });

  it('looks no further than two semitones from the expected pitch', async () => {
    const voice = sing([{ midi: 57, seconds: 0.5 }], rate);
    for (const direction of [1, -1]) {
      expect(midiOf(await refine(voice, 4000, midiToHz(57 + 1.8 * direction)))).toBeCloseTo(57, 1);
      const far = midiToHz(57 + 2.8 * direction);
      expect(await refine(voice, 4000, far)).toBe(far);
    }
  });

  it('works at both ends of a recording, which is zero-padded', async () => {
    const voice = sing([{ midi: 60, seconds: 0.3 }], rate);
    for (const centre of [0, 700, voice.length]) {
      expect(midiOf(await refine(voice, centre, midiToHz(60)))).toBeCloseTo(60, 1);
    }
    expect(await refine(voice, 2 * voice.length, midiToHz(60))).toBe(midiToHz(60));
  });
});
