import { describe, expect, it } from 'vitest';
import { hopSeconds } from './onset-envelope.ts';
import { trackBeats } from './track-beats.ts';

const frames = 1500;
/** Onsets of a strength at the given frames. */
function envelope(onsets: readonly (readonly [frame: number, strength: number])[]): Float32Array {
  const strengths = new Float32Array(frames);
  for (const [frame, strength] of onsets) strengths[frame] = strength;
  return strengths;
}
const every = (hops: number, strength: number, from = 0) =>
  Array.from(
    { length: Math.floor((frames - from - 1) / hops) + 1 },
    (_, i) => [from + i * hops, strength] as const,
  );
const framesOf = (beats: readonly number[]) => beats.map((beat) => Math.round(beat / hopSeconds));

describe('trackBeats', () => {
  it('finds the frames of a steady pulse, in seconds', () => {
    // 43 hops of 11.6 ms are 0.5 s.
    const beats = trackBeats(envelope(every(43, 4, 10)));
    expect(framesOf(beats)).toEqual(every(43, 4, 10).map(([frame]) => frame));
    expect(beats[1]! - beats[0]!).toBeCloseTo((43 * 128) / 11025, 9);
  });

  it('prefers the octave of tempo that is near 105 beats a minute', () => {
    // Pulses of 25 hops are 207 a minute: every second one is a beat at 103. They hardly exceed the
    // threshold of 1, so the tempo prior decides.
    const gaps = (beats: readonly number[]) =>
      framesOf(beats)
        .slice(1)
        .map((frame, i) => frame - framesOf(beats)[i]!);
    expect(new Set(gaps(trackBeats(envelope(every(25, 1.02)))))).toEqual(new Set([50]));
    // Pulses of 80 hops are 65 a minute. Beats between them would lie on no onset.
    expect(new Set(gaps(trackBeats(envelope(every(80, 4)))))).toEqual(new Set([80]));
  });

  it('bridges a missing onset and ignores a weak one off the beat', () => {
    const pulse = every(43, 4, 5).filter(([frame]) => frame !== 5 + 43 * 10);
    const beats = framesOf(trackBeats(envelope([...pulse, [5 + 43 * 20 + 20, 1.5]])));
    expect(beats).toEqual(every(43, 4, 5).map(([frame]) => frame));
  });

  it('stays within a frame of the pulse where one onset is two frames early', () => {
    const onsets = every(43, 4, 5).map(
      ([frame, strength]) => [frame === 5 + 43 * 15 ? frame - 2 : frame, strength] as const,
    );
    const pulse = every(43, 4, 5).map(([frame]) => frame);
    const beats = framesOf(trackBeats(envelope(onsets)));
    expect(beats).toHaveLength(pulse.length);
    beats.forEach((frame, i) => {
      expect(Math.abs(frame - pulse[i]!)).toBeLessThanOrEqual(1);
    });
  });

  it('follows a tempo that changes by 3 % from beat to beat', () => {
    const onsets = [10];
    for (let length = 40; onsets.at(-1)! + length < frames; length *= 1.03) {
      onsets.push(Math.round(onsets.at(-1)! + length));
    }
    const beats = framesOf(trackBeats(envelope(onsets.map((frame) => [frame, 4] as const))));
    const found = onsets.filter((onset) => beats.some((beat) => Math.abs(beat - onset) <= 1));
    expect(found.length).toBeGreaterThanOrEqual(onsets.length - 1);
    expect(beats.length).toBeLessThanOrEqual(onsets.length + 1);
  });

  it('gives nothing for less than four of the slowest beats', () => {
    // 50 beats a minute are 103 hops.
    expect(trackBeats(new Float32Array(4 * 103 - 1).fill(2))).toEqual([]);
    expect(trackBeats(new Float32Array(4 * 103).fill(2)).length).toBeGreaterThan(0);
  });
});
