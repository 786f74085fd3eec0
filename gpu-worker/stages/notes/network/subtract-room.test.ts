import { describe, expect, it } from 'vitest';
import { melBands } from './mel-spectrogram.ts';
import { subtractRoom } from './subtract-room.ts';

/** The same power in every band of a frame, as a common logarithm. */
const mel = (powers: readonly number[]) =>
  Float32Array.from({ length: powers.length * melBands }, (_, i) =>
    Math.log10(powers[Math.floor(i / melBands)]!),
  );
const powersOf = (near: Float32Array | undefined) =>
  Array.from({ length: near!.length / melBands }, (_, frame) => 10 ** near![frame * melBands]!);
/** Half of the frames are loud, half have the noise. */
const voiceOver = (noise: number) =>
  mel(Array.from({ length: 200 }, (_, frame) => (frame < 100 ? 1 : noise)));

describe('subtractRoom', () => {
  it('leaves a voice alone whose bands have a range of 16 dB or more', () => {
    expect(subtractRoom(voiceOver(10 ** -1.61))).toBeUndefined();
    expect(subtractRoom(voiceOver(10 ** -1.59))).toBeDefined();
    expect(subtractRoom(new Float32Array(0))).toBeUndefined();
  });

  it('subtracts the noise of a band, but leaves a tenth of the power', () => {
    const powers = powersOf(subtractRoom(voiceOver(0.1)));
    expect(powers[0]).toBeCloseTo(0.9, 5);
    // The last frames are noise alone.
    expect(powers[199]).toBeCloseTo(0.01, 5);
  });

  it('subtracts 15 % of the power more than 35 ms ago, which decays by 60 dB in half a second', () => {
    const powers = powersOf(subtractRoom(voiceOver(0.1)));
    expect(powers[2]).toBeCloseTo(0.9, 5);
    const kept = 10 ** ((-6 * 256) / 22_050 / 0.5);
    expect(powers[3]).toBeCloseTo(0.9 - 0.15 * (1 - kept) * 0.9, 5);
    expect(powers[4]).toBeCloseTo(0.9 - 0.15 * (1 - kept ** 2) * 0.9, 5);
    // Long held: all of the reverberation.
    expect(powers[99]).toBeCloseTo(0.85 * 0.9, 3);
  });
});
