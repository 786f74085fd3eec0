import { describe, expect, it } from 'vitest';
import { beatRateHz } from '../score/accompaniment/onset-envelope.ts';
import { binCount, constantQ, hopSize } from './constant-q.ts';

const c1Hz = 440 * 2 ** ((24 - 69) / 12);
const binHz = (bin: number) => c1Hz * 2 ** (bin / 36);
/** Centre frequency over bandwidth. */
const quality = 51.94;

/** Three seconds of a sinusoid; the frames in its middle are far from its ends. */
function sinusoid(hz: number, amplitude = 0.5): Float32Array {
  return Float32Array.from({ length: 3 * beatRateHz }, (_, i) => {
    return amplitude * Math.sin((2 * Math.PI * hz * i) / beatRateHz);
  });
}

async function middleFrame(mono: Float32Array, tuning = 0): Promise<Float32Array> {
  const magnitudes = await constantQ(mono, tuning);
  const frame = Math.floor(magnitudes.length / binCount / 2);
  return magnitudes.subarray(frame * binCount, (frame + 1) * binCount);
}

function peakOf(frame: Float32Array): number {
  return frame.indexOf(Math.max(...frame));
}

describe('a sinusoid at the centre of a bin', () => {
  it.each([0, 1, 35, 36, 100, 143, 180, 215, 216, 240, 251])('%i is found there', async (bin) => {
    expect(peakOf(await middleFrame(sinusoid(binHz(bin))))).toBe(bin);
  });

  it.each([20, 60, 110, 150, 200, 230])(
    '%i has half its amplitude there, times √n',
    async (bin) => {
      const samples = (quality * beatRateHz) / binHz(bin);
      const frame = await middleFrame(sinusoid(binHz(bin)));
      expect((frame[bin] as number) / Math.sqrt(samples)).toBeCloseTo(0.25, 2);
    },
  );

  it('is heard in the neighbouring bins by half, and hardly two semitones away', async () => {
    const frame = await middleFrame(sinusoid(binHz(120)));
    const relative = (bin: number) => (frame[bin] as number) / (frame[120] as number);
    expect(relative(121)).toBeGreaterThan(0.4);
    expect(relative(121)).toBeLessThan(0.6);
    expect(relative(114)).toBeLessThan(0.02);
    expect(relative(126)).toBeLessThan(0.02);
  });
});

it('moves its bins with the tuning', async () => {
  const sharp = sinusoid(binHz(120) * 2 ** (0.4 / 12));
  expect(peakOf(await middleFrame(sharp))).toBe(121);
  expect(peakOf(await middleFrame(sharp, 0.4))).toBe(120);
});

it('keeps what lies above an octave out of it', async () => {
  // 4,800 Hz is above the highest bin; halving the rate would fold it to 712 Hz.
  const frame = await middleFrame(sinusoid(4800));
  const expected = await middleFrame(sinusoid(binHz(200)));
  expect(Math.max(...frame)).toBeLessThan(0.002 * Math.max(...expected));
});

it('has a frame around every 256th sample', async () => {
  const click = new Float32Array(20 * hopSize + 1);
  click[10 * hopSize] = 1;
  const magnitudes = await constantQ(click, 0);
  expect(magnitudes.length).toBe(21 * binCount);
  const highest = Array.from({ length: 21 }, (_, i) => magnitudes[i * binCount + 251] as number);
  expect(highest.indexOf(Math.max(...highest))).toBe(10);
  expect(await constantQ(new Float32Array(0), 0)).toHaveLength(0);
});
