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

  it('works at both ends of a recording, which is zero-padded', async () => {
    const voice = sing([{ midi: 60, seconds: 0.3 }], rate);
    for (const centre of [0, 700, voice.length]) {
      expect(midiOf(await refine(voice, centre, midiToHz(60)))).toBeCloseTo(60, 1);
    }
    expect(await refine(voice, 2 * voice.length, midiToHz(60))).toBe(midiToHz(60));
  });
});
