import { describe, expect, it } from 'vitest';
import { beatRateHz, hopSeconds, onsetEnvelope } from './onset-envelope.ts';

const seconds = 6;
const tone = (hz: number, from: number, amplitude = 0.3) =>
  Float32Array.from({ length: seconds * beatRateHz }, (_, i) =>
    i < from * beatRateHz ? 0 : amplitude * Math.sin((2 * Math.PI * hz * i) / beatRateHz),
  );
const mix = (...parts: readonly Float32Array[]) =>
  Float32Array.from({ length: seconds * beatRateHz }, (_, i) =>
    parts.reduce((sum, part) => sum + (part[i] as number), 0),
  );
const hopAt = (second: number) => Math.round(second / hopSeconds);
function strongestHop(envelope: Float32Array): number {
  return envelope.indexOf(Math.max(...envelope));
}

describe('onsetEnvelope', () => {
  it('has one value for each hop of 128 samples', async () => {
    expect(hopSeconds).toBe(128 / 11025);
    expect(await onsetEnvelope(new Float32Array(1280))).toHaveLength(10);
    expect(await onsetEnvelope(new Float32Array(1281))).toHaveLength(11);
    expect(await onsetEnvelope(new Float32Array(0))).toHaveLength(1);
  });

  it('peaks where a tone begins, within the 23 ms of half a frame', async () => {
    const envelope = await onsetEnvelope(tone(440, 3));
    expect(Math.abs(strongestHop(envelope) - hopAt(3))).toBeLessThanOrEqual(2);
    expect(Math.max(...envelope)).toBe(4);
  });

  it('has no onset where a tone ends', async () => {
    const envelope = await onsetEnvelope(mix(tone(440, 1), tone(440, 3, -0.3)));
    expect(Math.max(...envelope.subarray(hopAt(0.9), hopAt(1.1)))).toBe(4);
    expect(Math.max(...envelope.subarray(hopAt(3.1), hopAt(3.5)))).toBe(0);
  });

  it('does not depend on the loudness of the recording', async () => {
    const quiet = mix(tone(440, 3, 0.01), tone(880, 0, 0.02));
    const loud = quiet.map((sample) => 16 * sample);
    const [first, second] = [await onsetEnvelope(quiet), await onsetEnvelope(loud)];
    first.forEach((value, i) => {
      expect(second[i]).toBeCloseTo(value, 3);
    });
  });

  it('sees a soft onset in one band under a loud tone in another', async () => {
    const envelope = await onsetEnvelope(mix(tone(150, 0, 0.5), tone(2000, 3, 0.02)));
    const after = envelope.subarray(hopAt(1));
    expect(Math.abs(strongestHop(after) + hopAt(1) - hopAt(3))).toBeLessThanOrEqual(2);
  });

  it('is 0 in silence', async () => {
    expect(Math.max(...(await onsetEnvelope(new Float32Array(30_000))))).toBe(0);
  });

  it('is the standardised spectral flux of 20 bands a third of an octave wide from 43 Hz', async () => {
    const noise = Float32Array.from(
      { length: 60 * 128 },
      (_, i) => 0.2 * Math.sin(0.9 * i) * Math.sin(i * i) * (i % 2000 < 700 ? 1 : 0.1),
    );
    const expected = reference(noise);
    const envelope = await onsetEnvelope(noise);
    expect(envelope).toHaveLength(expected.length);
    expect(Math.max(...expected)).toBeGreaterThan(1);
    expected.forEach((value, hop) => {
      expect(envelope[hop]).toBeCloseTo(value, 4);
    });
  });
});

/** The envelope once more, by a plain discrete Fourier transform of each frame. */
function reference(mono: Float32Array): number[] {
  const hops = Math.ceil(mono.length / 128);
  const edges = [1];
  for (let band = 1; band <= 20; band++) {
    const bin = Math.round((43 * 2 ** (band / 3) * 512) / 11025);
    edges.push(Math.min(256, Math.max(edges.at(-1)! + 1, bin)));
  }
  const amplitudes = Array.from({ length: hops }, (_, hop) => {
    const frame = Array.from({ length: 512 }, (_, i) => {
      const hann = Math.sin((Math.PI * i) / 512) ** 2;
      return hann * (mono[hop * 128 - 256 + i] ?? 0);
    });
    const powers = Array.from({ length: 256 }, (_, bin) => {
      let [re, im] = [0, 0];
      frame.forEach((sample, i) => {
        re += sample * Math.cos((2 * Math.PI * bin * i) / 512);
        im += sample * Math.sin((2 * Math.PI * bin * i) / 512);
      });
      return re * re + im * im;
    });
    return edges
      .slice(1)
      .map((end, band) => Math.sqrt(powers.slice(edges[band], end).reduce((a, b) => a + b, 0)));
  });
  const means = edges
    .slice(1)
    .map((_, band) => amplitudes.reduce((sum, bands) => sum + bands[band]!, 0) / hops);
  const compressed = amplitudes.map((bands) =>
    bands.map((amplitude, band) => Math.log(1 + (10 * amplitude) / means[band]!)),
  );
  const flux = compressed.map((bands, hop) =>
    hop < 2
      ? 0
      : bands.reduce((sum, now, band) => sum + Math.max(0, now - compressed[hop - 2]![band]!), 0),
  );
  // One second around each hop; beyond the ends there is silence.
  return flux.map((value, hop) => {
    const around = Array.from({ length: 86 }, (_, i) => flux[hop - 42 + i] ?? 0);
    const mean = around.reduce((a, b) => a + b, 0) / 86;
    const variance = around.reduce((sum, other) => sum + (other - mean) ** 2, 0) / 86;
    return Math.min(4, Math.max(0, (value - mean) / (Math.sqrt(variance) + 0.1)));
  });
}
