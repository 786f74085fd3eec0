import { describe, expect, it } from 'vitest';
import { gridFrames, gridHop, gridRateHz } from '../frame-grid.ts';
import { melBands, melSpectrogram } from './mel-spectrogram.ts';

const tone = (hz: number, amplitude: number, samples = 20 * gridHop) =>
  Float32Array.from(
    { length: samples },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / gridRateHz),
  );
/** The bands of one frame. */
const bandsOf = async (voice: Float32Array, frame: number) =>
  (await melSpectrogram(voice)).subarray(frame * melBands, (frame + 1) * melBands);

/** Centres of 40 bands evenly spaced from 60 Hz to 10 kHz on the mel scale, 2595 log10(1 + f / 700). */
const bandHz = (band: number) => {
  const [low, high] = [60, 10_000].map((hz) => 2595 * Math.log10(1 + hz / 700)) as [number, number];
  const mel = low + ((band + 1) * (high - low)) / (melBands + 1);
  return 700 * (10 ** (mel / 2595) - 1);
};
const binHz = gridRateHz / 1024;

describe('melSpectrogram', () => {
  it('has 40 bands a frame', async () => {
    expect(await melSpectrogram(tone(440, 0.5, 1000))).toHaveLength(40 * gridFrames(1000));
  });

  it.each([2, 9, 20, 39])('shows a tone of the centre of band %i there', async (band) => {
    const bands = await bandsOf(tone(bandHz(band), 0.5), 10);
    expect(bands.indexOf(Math.max(...bands))).toBe(band);
  });

  it('sums the power of a tone: a quarter of amplitude times window, squared, in its own bin', async () => {
    // Bin 313 lies between the centres of bands 34 and 35. The Hann window spreads the
    // tone over three bins: one has all of the amplitude, the two beside it half.
    const bin = 313;
    const [below, above] = [34, 35].map((band) => bandHz(band) / binHz) as [number, number];
    expect(below).toBeLessThan(bin - 1);
    expect(above).toBeGreaterThan(bin + 1);
    const bands = await bandsOf(tone(bin * binHz, 0.5), 10);
    const peak = ((0.5 * 1024) / 4) ** 2;
    const share = (to: number, from: number) =>
      [-1, 0, 1]
        .map((step) => (step === 0 ? 1 : 0.25) * ((bin + step - from) / (to - from)))
        .reduce((sum, power) => sum + power);
    expect(bands[35]).toBeCloseTo(Math.log10(peak * share(above, below)), 3);
    expect(bands[34]).toBeCloseTo(Math.log10(peak * share(below, above)), 3);
    expect(bands[33]).toBeLessThan(bands[34]! - 4);
    expect(bands[36]).toBeLessThan(bands[35]! - 4);
  });

  it('centres frame n on sample 256 n, with silence outside of the voice', async () => {
    const click = new Float32Array(10 * gridHop);
    click[5 * gridHop] = 1;
    const energies = await melSpectrogram(click);
    const total = (frame: number) =>
      energies
        .subarray(frame * melBands, (frame + 1) * melBands)
        .reduce((sum, log) => sum + 10 ** log, 0);
    expect(total(5)).toBeGreaterThan(total(4));
    expect(total(4) / total(6)).toBeCloseTo(1, 1);
    // The Hann window is 1 in its middle and a half at a quarter of its length.
    expect(total(5) / total(4)).toBeCloseTo(4, 0);
    expect(total(2)).toBeLessThan(1e-7);
  });

  it('windows each frame symmetrically', async () => {
    // Frame 5 covers samples 768 to 1791: 256 samples from either end are weighted alike.
    const energyOf = async (sample: number) => {
      const click = new Float32Array(10 * gridHop);
      click[sample] = 1;
      return (await bandsOf(click, 5)).reduce((sum, log) => sum + 10 ** log, 0);
    };
    expect((await energyOf(768 + 256)) / (await energyOf(1791 - 256))).toBeCloseTo(1, 3);
  });

  it('has a floor of 10⁻⁹ for silence', async () => {
    for (const log of await melSpectrogram(new Float32Array(1000))) expect(log).toBeCloseTo(-9, 5);
    expect(await melSpectrogram(new Float32Array(0))).toHaveLength(melBands);
  });
});
