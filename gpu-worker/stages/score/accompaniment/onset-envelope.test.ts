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
});
