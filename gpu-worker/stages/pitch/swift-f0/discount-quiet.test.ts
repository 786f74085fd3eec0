import { describe, expect, it } from 'vitest';
import { hopLength } from './band-magnitudes.ts';
import { discountQuiet } from './discount-quiet.ts';

const frames = 100;

/** A square wave, loud but for frames 40 to 60. */
function voiceWithSoftPart(softDb: number): Float32Array {
  return Float32Array.from({ length: frames * hopLength }, (_, i) => {
    const isSoft = i >= 40 * hopLength && i < 60 * hopLength;
    return (i % 100 < 50 ? 0.5 : -0.5) * (isSoft ? 10 ** (softDb / 20) : 1);
  });
}

const confident = (probability: number) => new Float32Array(frames).fill(probability);
const logOdds = (probability: number) => Math.log(probability / (1 - probability));
/** The log-odds that a frame in the middle of the soft part loses. */
const lost = (softDb: number, probability = 0.6) =>
  logOdds(probability) -
  logOdds(discountQuiet(voiceWithSoftPart(softDb), confident(probability))[50] as number);

describe('discountQuiet', () => {
  it('leaves what is at most 16 dB softer than the loud parts', () => {
    expect(lost(0)).toBeCloseTo(0, 4);
    expect(lost(-15.9)).toBeCloseTo(0, 4);
  });

  it('takes 0.2 nats for each further decibel, and at most 1.7', () => {
    expect(lost(-18)).toBeCloseTo(0.4, 3);
    expect(lost(-21)).toBeCloseTo(1, 3);
    expect(lost(-60)).toBeCloseTo(1.7, 3);
    expect(lost(-60, 0.95)).toBeCloseTo(1.7, 3);
  });

  it('compares with the voiced frames only, and with their loudest tenth', () => {
    const voice = voiceWithSoftPart(-30);
    const confidence = confident(0.1);
    confidence.fill(0.6, 42, 58);
    expect(discountQuiet(voice, confidence)[50]).toBeCloseTo(0.6, 4);
    confidence.fill(0.6, 0, 4);
    expect(discountQuiet(voice, confidence)[50]).toBeLessThan(0.3);
  });

  it('changes nothing where no frame is voiced', () => {
    expect(discountQuiet(voiceWithSoftPart(-40), confident(0.3))).toEqual(confident(0.3));
    expect(discountQuiet(new Float32Array(0), new Float32Array(0))).toHaveLength(0);
  });
});
