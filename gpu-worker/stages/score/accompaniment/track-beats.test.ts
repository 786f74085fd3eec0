import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../testing/random-numbers.ts';
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

/** A sequence of beats that ends with a beat after an interval of `length` frames. */
interface Path {
  readonly log: number;
  readonly length: number;
  readonly beats: readonly number[];
}

/** The most probable beats, found by trying all lengths of each beat after all those of the beat before. */
function mostProbableBeats(strengths: Float32Array): readonly number[] {
  const lengths = Array.from({ length: 103 - 25 + 1 }, (_, i) => 25 + i);
  const paths: Path[][] = [];
  for (let frame = 0; frame < strengths.length; frame++) {
    const around = [0.8, 1, 0.8].map((weight, i) => weight * (strengths[frame - 1 + i] ?? 0));
    const onset = 0.8 * (Math.max(...around) - 1);
    paths.push(
      lengths.map((length) => {
        const bpm = 60 / ((length * 128) / 11025);
        let best: Path = { log: -((Math.log(bpm / 105) / 0.4) ** 2) / 2, length, beats: [] };
        for (const before of paths[frame - length] ?? []) {
          if (Math.abs(before.length - length) > Math.ceil(0.08 * length)) continue;
          const change = (before.length - length) / length / 0.025;
          const log = before.log - (change * change) / 2;
          if (log > best.log) best = { log, length, beats: before.beats };
        }
        return { log: best.log + onset, length, beats: [...best.beats, frame] };
      }),
    );
  }
  // The last beat may be as far from the end as the slowest beats are apart.
  const last = paths.slice(-103 - 1).flat();
  return last.reduce((a, b) => (b.log > a.log ? b : a)).beats;
}

describe('trackBeats', () => {
  it.each([1, 2, 3, 4])('finds the most probable beats of all (%i)', (seed) => {
    const random = randomNumbers(seed);
    const strengths = Float32Array.from({ length: 600 }, () => 2 * random() ** 4);
    for (let frame = 10 * random(); frame < 600; ) {
      strengths[Math.floor(frame)] = 1 + 2 * random();
      frame += (28 + 14 * seed) * (0.92 + 0.16 * random());
    }
    expect(framesOf(trackBeats(strengths))).toEqual(mostProbableBeats(strengths));
  });

  it('finds the frames of a steady pulse, in seconds', () => {
    // 43 hops of 11.6 ms are 0.5 s.
    const beats = trackBeats(envelope(every(43, 4, 10)));
    expect(framesOf(beats)).toEqual(every(43, 4, 10).map(([frame]) => frame));
    expect(beats[1]! - beats[0]!).toBeCloseTo((43 * 128) / 11025, 9);
  });

  it.each([103, 25])('finds beats %i hops apart: 50 and 210 a minute', (hops) => {
    const onsets = every(hops, 4, 10);
    expect(framesOf(trackBeats(envelope(onsets)))).toEqual(onsets.map(([frame]) => frame));
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
