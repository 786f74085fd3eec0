import { describe, expect, it } from 'vitest';
import { gridHop, gridHopSeconds } from '../frame-grid.ts';
import { confidenceOf, measureNote } from './measure-note.ts';

const frames = 60;

/** A note of 0.7 s whose pitch follows a curve of the time and of the elapsed share of the note. */
function measured(midi: (seconds: number, share: number) => number) {
  const zeros = new Float32Array(frames);
  const note = measureNote(
    { startFrame: 0, endFrame: frames },
    {
      voice: new Float32Array(frames * gridHop).fill(0.1),
      midi: zeros.map((_, i) => midi(i * gridHopSeconds, i / frames)),
      evidence: { onset: zeros, offset: zeros, inside: zeros },
    },
  );
  if (!note) throw new Error('No pitch was found');
  return note;
}

describe('measureNote', () => {
  it('measures a steady note', () => {
    expect(measured(() => 62.25)).toEqual({
      span: { startFrame: 0, endFrame: frames },
      startSeconds: 0,
      endSeconds: frames * gridHopSeconds,
      centreMidi: 62.25,
      spreadSemitones: 0,
      // Log-odds of 0.
      confidence: 0.5,
      loudnessDb: expect.closeTo(-20, 4),
    });
  });

  it('measures time, level, pitch and confidence of the frames of the note alone', () => {
    const at = (inside: number, outside: number) =>
      new Float32Array(40).fill(outside).fill(inside, 10, 30);
    const note = measureNote(
      { startFrame: 10, endFrame: 30 },
      {
        voice: new Float32Array(40 * gridHop).fill(1).fill(0.01, 10 * gridHop, 30 * gridHop),
        midi: at(57, 69),
        evidence: { onset: at(0, 0), offset: at(0, 0), inside: at(Math.log(9), -9) },
      },
    );
    expect(note?.startSeconds).toBeCloseTo(10 * gridHopSeconds, 9);
    expect(note?.endSeconds).toBeCloseTo(30 * gridHopSeconds, 9);
    expect(note?.loudnessDb).toBeCloseTo(-40, 2);
    expect(note?.centreMidi).toBe(57);
    expect(note?.confidence).toBeCloseTo(0.9, 6);
  });

  it('passes over a scoop in the first 30 % and a fall in the last 10 %', () => {
    expect(measured((_, share) => (share < 0.29 ? 61 : 64)).centreMidi).toBe(64);
    expect(measured((_, share) => (share < 0.29 ? 61 : 64)).spreadSemitones).toBe(0);
    expect(measured((_, share) => (share > 0.91 ? 61 : 64)).spreadSemitones).toBe(0);
    const scoop = measured((_, share) => 64 - 3 * Math.max(0, 1 - share / 0.45));
    expect(scoop.centreMidi).toBeCloseTo(64, 4);
  });

  it('takes the 60 % quantile of the frames from 30 % to 90 %', () => {
    // Frames 18 to 53: the quantile is frame 18 + 0.6 · 35 = 39, the quartiles are 17.5 frames apart.
    const rise = measured((_, share) => 60 + 3 * share);
    expect(rise.centreMidi).toBeCloseTo(60 + (3 * 39) / 60, 4);
    expect(rise.spreadSemitones).toBeCloseTo((3 * 17.5) / 60, 4);
    const fall = measured((_, share) => 60 - 3 * share);
    expect(fall.centreMidi).toBeCloseTo(60 - (3 * 32) / 60, 4);
  });

  it('takes the mean of a vibrato', () => {
    const { centreMidi, vibrato } = measured((t) => 67 + 0.6 * Math.sin(2 * Math.PI * 5.5 * t));
    expect(vibrato?.rateHz).toBeCloseTo(5.5, 0);
    expect(Math.abs(centreMidi - 67)).toBeLessThan(0.1);
  });

  it('folds octave slips back into the octave of the median', () => {
    const slipped = (octaves: number) =>
      measured((_, share) => (share > 0.4 && share < 0.6 ? 60 + 12 * octaves : 60));
    expect(slipped(1).centreMidi).toBe(60);
    expect(slipped(1).spreadSemitones).toBe(0);
    expect(slipped(-2).centreMidi).toBe(60);
    expect(measured((_, share) => (share < 0.4 ? 60 : 72)).centreMidi).toBe(72);
  });

  it('needs a pitch in 30 % of the frames', () => {
    const voicedFrom = (share: number) => () => measured((_, at) => (at < share ? Number.NaN : 60));
    expect(voicedFrom(0.7)).not.toThrow();
    expect(voicedFrom(0.72)).toThrow('No pitch');
    expect(voicedFrom(1)).toThrow('No pitch');
  });
});

describe('confidenceOf', () => {
  it('is the mean probability, at most 1', () => {
    const zeros = new Float32Array(4);
    const evidence = (...inside: number[]) => ({
      onset: zeros,
      offset: zeros,
      inside: Float32Array.from(inside),
    });
    const span = { startFrame: 1, endFrame: 3 };
    expect(confidenceOf(span, evidence(9, Math.log(9), Math.log(3), 9))).toBeCloseTo(0.825, 6);
    expect(confidenceOf(span, evidence(0, 99, 99, 0))).toBe(1);
  });
});
