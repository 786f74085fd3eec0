import { describe, expect, it } from 'vitest';
import { hiss, sing } from '../testing/synthetic-voice.ts';
import { refineByPeriod } from './refine-by-period.ts';

const rate = 16_000;
const hzOf = (midi: number) => 440 * 2 ** ((midi - 69) / 12);
const midiOf = (hz = Number.NaN) => 69 + 12 * Math.log2(hz / 440);

describe('refineByPeriod', () => {
  it.each([
    [45, 52],
    [64, 60],
    [70, 79],
  ])('tells where a glide from %d to %d is, from a semitone away', (midi, endMidi) => {
    const voice = sing([{ midi, endMidi, seconds: 0.5 }], rate);
    for (const seconds of [0.1, 0.25, 0.4]) {
      const sung = midi + ((endMidi - midi) * seconds) / 0.5;
      const found = refineByPeriod(voice, rate, seconds * rate, hzOf(sung - 1));
      expect(Math.abs(midiOf(found) - sung)).toBeLessThan(0.1);
    }
  });

  it('finds no period in noise, in silence or two octaves away', () => {
    expect(refineByPeriod(hiss(0.5, 0.1, rate), rate, 4000, 220)).toBeUndefined();
    expect(refineByPeriod(new Float32Array(8000), rate, 4000, 220)).toBeUndefined();
    const voice = sing([{ midi: 57, seconds: 0.5 }], rate);
    expect(refineByPeriod(voice, rate, 4000, 880 * 1.2)).toBeUndefined();
  });

  it('works up to the ends of a recording, and takes what lies outside for silence', () => {
    const voice = sing([{ midi: 60, seconds: 0.3 }], rate);
    for (const centre of [0, 700, voice.length]) {
      expect(midiOf(refineByPeriod(voice, rate, centre, hzOf(60)))).toBeCloseTo(60, 1);
    }
    expect(refineByPeriod(voice, rate, 2 * voice.length, hzOf(60))).toBeUndefined();
  });
});
