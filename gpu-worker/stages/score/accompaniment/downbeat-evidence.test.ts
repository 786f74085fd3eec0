import { describe, expect, it } from 'vitest';
import { downbeatStrengths } from './downbeat-evidence.ts';
import { beatRateHz } from './onset-envelope.ts';

const beatLength = 0.5;
type Partial = readonly [hz: number, amplitude: number];

/** Plays each beat's partials from the beat to the next. */
function play(beats: readonly (readonly Partial[])[]): Float32Array {
  const samplesPerBeat = beatLength * beatRateHz;
  return Float32Array.from({ length: beats.length * samplesPerBeat }, (_, i) =>
    (beats[Math.floor(i / samplesPerBeat)] ?? []).reduce(
      (sum, [hz, amplitude]) => sum + amplitude * Math.sin((2 * Math.PI * hz * i) / beatRateHz),
      0,
    ),
  );
}

const strengthsOf = (beats: readonly (readonly Partial[])[]) =>
  downbeatStrengths(
    play(beats),
    beats.map((_, i) => i * beatLength),
  );

/** C5 and F sharp 5, in turns of four beats: two harmonies without a pitch class in common. */
const harmonyHz = (beat: number) => (Math.floor(beat / 4) % 2 === 0 ? 523.25 : 739.99);

/**
 * Change of harmony around a beat is 1 − cosine of the chroma of the two beats before and the two
 * beats from it on: 1 where the chord changes, 1 − 1/√2 one beat away, else 0. In standard
 * deviations from the mean over the four beats:
 */
const changes = [1, 1 - Math.SQRT1_2, 0, 1 - Math.SQRT1_2];
const mean = changes.reduce((sum, value) => sum + value, 0) / 4;
const deviation = Math.sqrt(changes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
const changeOf = (beat: number) => ((changes[beat % 4] as number) - mean) / deviation;

describe('downbeatStrengths', () => {
  it('adds the standardised bass and change of harmony', async () => {
    const beats = Array.from({ length: 64 }, (_, i): Partial[] => [
      [harmonyHz(i), i % 4 === 2 ? 0.05 : 0.5],
      [55, i % 4 === 2 ? 0.2 : 0.005],
    ]);
    const strengths = await strengthsOf(beats);
    // One strong beat in four lies √3 deviations above the mean, the others 1/√3 below it.
    const bassOf = (i: number) => (i % 4 === 2 ? Math.sqrt(3) : -1 / Math.sqrt(3));
    for (let i = 8; i < 56; i++) {
      const expected = (bassOf(i) + changeOf(i)) / Math.SQRT2;
      expect(Math.abs(strengths[i]! - expected)).toBeLessThan(0.1);
    }
  });

  it('does not take rumble below 30 Hz for bass', async () => {
    const beats = Array.from({ length: 64 }, (_, i): Partial[] => [
      [harmonyHz(i), 0.2],
      [100, i % 4 === 2 ? 0.2 : 0.02],
      [15, i % 4 === 1 ? 0.3 : 0],
    ]);
    const strengths = await strengthsOf(beats);
    // Beats 1 and 3 are equal in bass and lie equally near to a change of harmony.
    expect(Math.abs(strengths[33]! - strengths[35]!)).toBeLessThan(0.2);
  });

  it('clips a single outlier to two standard deviations', async () => {
    const beats = Array.from({ length: 64 }, (_, i): Partial[] => [
      [harmonyHz(i), 0.5],
      [55, i === 34 ? 0.5 : 0.005],
    ]);
    const strengths = await strengthsOf(beats);
    expect(strengths[34]).toBeCloseTo((2 + changeOf(34)) / Math.SQRT2, 1);
  });

  it('clips downwards too', async () => {
    const beats = Array.from({ length: 64 }, (_, i): Partial[] => [
      [harmonyHz(i), 0.5],
      [55, i === 34 ? 0.005 : 0.5],
    ]);
    const strengths = await strengthsOf(beats);
    expect(strengths[34]).toBeCloseTo((-2 + changeOf(34)) / Math.SQRT2, 1);
  });

  it('is 0 for beats of silence, and empty without beats', async () => {
    expect(await downbeatStrengths(new Float32Array(0), [1, 2, 3])).toEqual([0, 0, 0]);
    expect(await downbeatStrengths(new Float32Array(0), [])).toEqual([]);
  });
});
