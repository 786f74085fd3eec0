import { describe, expect, it } from 'vitest';
import { hiss } from '../testing/synthetic-voice.ts';
import {
  bandCount,
  createBandMagnitudes,
  hopLength,
  sampleRateHz,
  viewCount,
} from './band-magnitudes.ts';
import { hzOfBin } from './pitch-bins.ts';

const tone = (hz: number, amplitude: number, samples = sampleRateHz) =>
  Float32Array.from(
    { length: samples },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / sampleRateHz),
  );

/** Magnitudes [view][band] of a single frame. */
async function viewsOf(voice: Float32Array, frame: number): Promise<Float32Array[]> {
  const magnitudes = await createBandMagnitudes(voice);
  try {
    const seen = magnitudes.at(frame, frame + 1);
    return Array.from({ length: viewCount }, (_, view) =>
      seen.subarray(view * bandCount, (view + 1) * bandCount),
    );
  } finally {
    magnitudes.close();
  }
}

describe('createBandMagnitudes', () => {
  it.each([60, 80, 100, 120])('shows a tone in band %i, by every window', async (band) => {
    for (const view of await viewsOf(tone(hzOfBin(band), 0.5), 30)) {
      expect(view.indexOf(Math.max(...view))).toBe(band);
    }
  });

  it('has magnitude amplitude × window length / 4 where a band is a single bin', async () => {
    // 156.25 Hz is a bin of the windows of 1024 and 512 samples, and the only one of band 30.
    const [medium, , short] = await viewsOf(tone(156.25, 0.5), 30);
    expect(medium?.[30]).toBeCloseTo((0.5 * 1024) / 4, 2);
    expect(short?.[30]).toBeCloseTo((0.5 * 512) / 4, 2);
  });

  it('agrees with the sums of a discrete Fourier transform', async () => {
    const noise = hiss(1, 0.1, sampleRateHz);
    const frame = 20;
    const [medium] = await viewsOf(noise, frame);
    let [re, im] = [0, 0];
    for (let i = 0; i < 1024; i++) {
      const sample = noise[frame * hopLength - 512 + i] as number;
      const windowed = sample * Math.sin((Math.PI * i) / 1024) ** 2;
      re += windowed * Math.cos((2 * Math.PI * 10 * i) / 1024);
      im -= windowed * Math.sin((2 * Math.PI * 10 * i) / 1024);
    }
    expect(medium?.[30]).toBeCloseTo(Math.hypot(re, im), 4);
  });

  it('zero-pads the voice, and gives the same frame in any range', async () => {
    const magnitudes = await createBandMagnitudes(tone(440, 0.5, 20 * hopLength));
    const alone = magnitudes.at(7, 8);
    const among = magnitudes.at(2, 12);
    expect(Array.from(alone)).toEqual(Array.from(alone, (_, i) => among[i * 10 + 5]));
    expect(magnitudes.at(40, 43).every((magnitude) => magnitude === 0)).toBe(true);
    magnitudes.close();
  });
});
