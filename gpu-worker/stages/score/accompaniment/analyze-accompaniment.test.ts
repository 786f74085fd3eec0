import { describe, expect, it } from 'vitest';
import { sungNote } from '../testing/melodies.ts';
import { playBand } from '../testing/synthetic-band.ts';
import { analyzeAccompaniment, bandUnder } from './analyze-accompaniment.ts';

const beats = Array.from({ length: 40 }, (_, i) => 0.5 + 0.6 * i);
const notes = beats.map((beat) => ({ ...sungNote(beat, beat + 0.5, 60), loudnessDb: -20 }));

/** The band scaled to a mean power in dB relative to full scale. */
function bandAt(db: number): Float32Array {
  const band = playBand(beats, 4);
  const power = band.reduce((sum, sample) => sum + sample * sample, 0) / band.length;
  const gain = 10 ** (db / 20) / Math.sqrt(power);
  return band.map((sample) => gain * sample);
}

const silence = new Float32Array(1);
const bandIn = async (mono: Float32Array, sung = notes) =>
  bandUnder(await analyzeAccompaniment(mono, silence), sung);

describe('analyzeAccompaniment', () => {
  it('finds beats and harmony of a band', async () => {
    const { accompaniment, harmony } = await bandIn(playBand(beats, 4));
    expect(accompaniment?.beatSeconds.length).toBeGreaterThan(35);
    expect(harmony?.seconds).toBeGreaterThan(15);
  });

  it('needs a band less than 20 dB below the voice', async () => {
    expect((await bandIn(bandAt(-39.5))).accompaniment).toBeDefined();
    expect(await bandIn(bandAt(-40.5))).toEqual({});
  });

  it('estimates nothing beside a voice that is 20 dB louder, pauses included', async () => {
    const voice = Float32Array.of(0.2, -0.2, 0, 0);
    const voiceDb = 10 * Math.log10(0.02);
    expect(await analyzeAccompaniment(bandAt(voiceDb - 20.1), voice)).toEqual({
      powerDb: expect.closeTo(voiceDb - 20.1, 3),
    });
    const { accompaniment } = await analyzeAccompaniment(bandAt(voiceDb - 19.9), voice);
    expect(accompaniment).toBeDefined();
  });

  it('averages the power of the voice over time, not its decibels over notes', async () => {
    // Of 10 s, 9 s are inaudible: the mean lies 10 dB below the one loud second, at −20 dB.
    const uneven = [
      { ...sungNote(0, 1, 60), loudnessDb: -10 },
      { ...sungNote(1, 10, 60), loudnessDb: -200 },
    ];
    expect((await bandIn(bandAt(-39.5), uneven)).accompaniment).toBeDefined();
    expect(await bandIn(bandAt(-40.5), uneven)).toEqual({});
  });
});
