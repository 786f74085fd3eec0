import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { placeOnsets } from './place-onsets.ts';

const curve = (midiAt: (frame: number) => number, length = 120) =>
  Float32Array.from({ length }, (_, frame) => midiAt(frame));
/** Onsets in frames. */
const onsets = (notes: readonly MeasuredNote[], midi: Float32Array) =>
  placeOnsets(notes, midi).map(({ startSeconds }) => startSeconds / gridHopSeconds);
const secondOnset = (notes: readonly MeasuredNote[], midi: Float32Array) =>
  onsets(notes, midi)[1] as number;
const msInFrames = (milliseconds: number) => milliseconds / 1000 / gridHopSeconds;

describe('placeOnsets, after a pause', () => {
  // A voiced consonant counts from half a frame before its first frame; its first 50 ms do not.
  const consonantAt = (frame: number) => frame - 0.5 + msInFrames(50);

  it('begins a note 50 ms into the voiced consonant on its pitch', () => {
    const midi = curve((frame) => (frame < 20 ? 57 : frame < 30 ? Number.NaN : 62.3));
    const notes = [measuredNote(0, 20, 57), measuredNote(42, 80, 62)];
    expect(secondOnset(notes, midi)).toBeCloseTo(consonantAt(30), 6);
  });

  it('never moves an onset later', () => {
    const midi = curve((frame) => (frame < 20 ? 57 : frame < 40 ? Number.NaN : 62));
    expect(onsets([measuredNote(0, 20, 57), measuredNote(42, 80, 62)], midi)).toEqual([0, 42]);
  });

  it('counts a consonant less than a semitone from the pitch of its note, above or below', () => {
    for (const direction of [1, -1]) {
      const onset = (semitones: number) =>
        onsets(
          [measuredNote(42, 80, 62)],
          curve((frame) => {
            if (frame < 30) return Number.NaN;
            return frame < 42 ? 62 + direction * semitones : 62;
          }),
        )[0];
      expect(onset(0.9)).toBeCloseTo(consonantAt(30), 6);
      expect(onset(1.1)).toBe(42);
    }
  });

  it('does not count the end of the note before as a consonant', () => {
    const midi = curve((frame) => (frame < 42 ? 61.3 : 62));
    expect(secondOnset([measuredNote(0, 20, 61.3), measuredNote(42, 80, 62)], midi)).toBe(42);
  });

  it('counts what is nearer to the pitch of its note than to that of the note before', () => {
    const onset = (between: number) =>
      secondOnset(
        [measuredNote(0, 20, 61), measuredNote(42, 80, 62)],
        curve((frame) => (frame < 30 ? 61 : frame < 42 ? between : 62)),
      );
    expect(onset(61.6)).toBeCloseTo(consonantAt(30), 6);
    expect(onset(61.4)).toBe(42);
  });

  it('counts from the end of the note before on between notes of one pitch', () => {
    const onset = (firstMidi: number) =>
      secondOnset(
        [measuredNote(0, 20, firstMidi), measuredNote(42, 80, 62)],
        curve(() => 62),
      );
    expect(onset(62)).toBeCloseTo(consonantAt(21), 6);
    expect(onset(61.45)).toBeCloseTo(consonantAt(21), 6);
  });

  it('counts from the start of the recording on before the first note', () => {
    const midi = curve(() => 62);
    expect(onsets([measuredNote(42, 80, 62)], midi)[0]).toBeCloseTo(consonantAt(1), 6);
  });
});

describe('placeOnsets, within a glide', () => {
  /** A glide that begins at frame 40 and rises by semitones over some frames. */
  const glide = (semitones: number, overFrames: number) =>
    curve((frame) => 60 + semitones * Math.min(1, Math.max(0, (frame - 40) / overFrames)));
  const onsetAfter = (semitones: number, overFrames: number, endFrame = 110) =>
    secondOnset(
      [measuredNote(0, 40, 60), measuredNote(40, endFrame, 60 + semitones)],
      glide(semitones, overFrames),
    );

  it('begins a note when 70 % of the change of pitch is done, up or down', () => {
    expect(onsetAfter(4, 5)).toBeCloseTo(43.5, 4);
    expect(onsetAfter(-4, 5)).toBeCloseTo(43.5, 4);
  });

  it('waits 60 ms at most, and a third of the note at most', () => {
    expect(onsetAfter(4, 40)).toBeCloseTo(40 + msInFrames(60), 6);
    expect(onsetAfter(4, 40, 49)).toBeCloseTo(43, 6);
  });

  it('does not wait for changes below 0.6 semitones', () => {
    expect(onsetAfter(0.65, 5)).toBeCloseTo(43.5, 4);
    expect(onsetAfter(0.55, 5)).toBe(40);
  });

  it('leaves a note whose pitch is there at once', () => {
    expect(
      secondOnset(
        [measuredNote(0, 40, 60), measuredNote(40, 80, 64)],
        curve((frame) => (frame < 40 ? 60 : 64)),
      ),
    ).toBe(40);
  });

  it('begins a note after unvoiced frames in the first voiced frame that has arrived', () => {
    const midi = curve((frame) => (frame < 40 ? 60 : 64)).fill(Number.NaN, 40, 43);
    expect(secondOnset([measuredNote(0, 40, 60), measuredNote(40, 80, 64)], midi)).toBe(43);
  });

  it('takes notes less than 20 ms apart for joined by a glide', () => {
    const midi = glide(4, 5);
    const onset = (startFrame: number) =>
      secondOnset([measuredNote(0, 39, 60), measuredNote(startFrame, 110, 64)], midi);
    expect(onset(40)).toBeCloseTo(43.5, 4);
    // A pause of two frames: nothing before the second note is on its pitch.
    expect(onset(41)).toBe(41);
  });
});
