import { describe, expect, it } from 'vitest';
import type { NoteEvidence } from '../network/note-network.ts';
import { decodeNotes } from './decode-notes.ts';
import { decodeSettings } from './decode-settings.ts';

const frames = 80;
/** Log-odds of frames in which an onset or offset, or a note, is very unlikely. */
const unlikely = -6;
const filledWith = (midi: number) => new Float32Array(frames).fill(midi);
const steady = () => filledWith(60);

/** Log-odds for notes of the given frames, start and end, everywhere else `unlikely`. */
function evidenceOf(
  notes: readonly (readonly [number, number])[],
  { onset = 4, offset = 4, inside = 4 } = {},
): NoteEvidence {
  const evidence = {
    onset: new Float32Array(frames).fill(unlikely),
    offset: new Float32Array(frames).fill(unlikely),
    inside: new Float32Array(frames).fill(unlikely),
  };
  for (const [start, end] of notes) {
    evidence.onset[start] = onset;
    evidence.offset[end] = offset;
    evidence.inside.fill(inside, start, end);
  }
  return evidence;
}

/** A held note from frame 5 to 75, in which a second note may begin at frame 30. */
function heldWith({ onset = unlikely, offset = unlikely }): NoteEvidence {
  const evidence = evidenceOf([[5, 75]]);
  evidence.onset[30] = onset;
  evidence.offset[30] = offset;
  return evidence;
}

const decoded = (midi: Float32Array, evidence: NoteEvidence) =>
  decodeNotes(midi, evidence, decodeSettings).map(({ startFrame, endFrame }) => [
    startFrame,
    endFrame,
  ]);

const whole = [[5, 75]];
const split = [
  [5, 30],
  [30, 75],
];

describe('decodeNotes', () => {
  it('finds notes apart, and right after another on one pitch', () => {
    const notes = [
      [5, 20],
      [20, 32],
      [40, 50],
    ] as const;
    expect(decoded(steady(), evidenceOf(notes))).toEqual(notes);
  });

  it('finds notes of the minimum length, which is two frames or more', () => {
    const notes = [
      [5, 7],
      [20, 40],
    ] as const;
    const spans = (minFrames: number) =>
      decodeNotes(steady(), evidenceOf(notes), { ...decodeSettings, minFrames }).map(
        ({ startFrame, endFrame }) => [startFrame, endFrame],
      );
    expect(spans(2)).toEqual(notes);
    expect(spans(3)).toEqual([notes[1]]);
    expect(() => spans(1)).toThrow(RangeError);
  });

  it('finds no notes where no frame is voiced', () => {
    expect(decoded(steady().fill(Number.NaN), evidenceOf([[5, 75]]))).toEqual([]);
  });

  it('finds a note at the very beginning and one at the very end', () => {
    const edges = [
      [0, 20],
      [60, frames],
    ] as const;
    expect(decoded(steady(), evidenceOf(edges))).toEqual(edges);
    expect(decoded(steady(), evidenceOf([[0, 5]]))).toEqual([[0, 5]]);
  });

  it('finds no note shorter than 58 ms, or five frames', () => {
    expect(decoded(steady(), evidenceOf([[10, 15]]))).toEqual([[10, 15]]);
    for (const [start, end] of decoded(steady(), evidenceOf([[10, 14]]))) {
      expect(end! - start!).toBeGreaterThanOrEqual(5);
    }
  });

  it('splits a held pitch from an onset probability of 95 % on, log-odds of 3', () => {
    expect(decoded(steady(), heldWith({ onset: 3.1, offset: 0 }))).toEqual(split);
    expect(decoded(steady(), heldWith({ onset: 2.9, offset: 0 }))).toEqual(whole);
  });

  it('weighs the onset that begins a note by 2 against the offset that ends the one before by 1.2', () => {
    // An onset of log-odds 4 gains 2 · (4 − 3), as much as an offset of log-odds −5/3 costs.
    expect(decoded(steady(), heldWith({ onset: 4, offset: -1.6 }))).toEqual(split);
    expect(decoded(steady(), heldWith({ onset: 4, offset: -1.75 }))).toEqual(whole);
  });

  it('weighs each frame of a note by 0.45: ten frames of log-odds 4/3 outweigh an even onset', () => {
    const even = { onset: 0, offset: 0 };
    expect(decoded(steady(), evidenceOf([[10, 20]], { ...even, inside: 1.36 }))).toHaveLength(1);
    expect(decoded(steady(), evidenceOf([[10, 20]], { ...even, inside: 1.3 }))).toEqual([]);
  });

  it('takes 0.2 off for each unvoiced frame of a note', () => {
    // Five of ten frames unvoiced cost 1: the note needs log-odds of 14/9 in place of 4/3.
    const midi = steady().fill(Number.NaN, 12, 17);
    const even = { onset: 0, offset: 0 };
    expect(decoded(midi, evidenceOf([[10, 20]], { ...even, inside: 1.6 }))).toHaveLength(1);
    expect(decoded(midi, evidenceOf([[10, 20]], { ...even, inside: 1.5 }))).toEqual([]);
  });

  it('resolves pitches a quarter of a semitone apart', () => {
    // On a grid of semitones above the lowest pitch, a note on 60.5 would cost 0.15 a frame.
    const midi = filledWith(60.5);
    midi[70] = 59;
    const even = { onset: 0, offset: 0, inside: 1.4 };
    expect(decoded(midi, evidenceOf([[10, 20]], even))).toHaveLength(1);
  });

  it('splits where a step of a semitone lasts, by 0.4 a frame', () => {
    // The onset at the step costs 2 · (1.9 − 3) = 2.2, less than six frames but more than five.
    const step = (lastFrames: number) => {
      const evidence = evidenceOf([[5, 60 + lastFrames]]);
      evidence.onset[60] = 1.9;
      evidence.offset[60] = 0;
      return decoded(steady().fill(61, 60, 60 + lastFrames), evidence).length;
    };
    expect(step(6)).toBe(2);
    expect(step(5)).toBe(1);
  });

  it('passes over a pitch outlier of 0.3 s without onsets, however far it lies', () => {
    // An outlier costs at most 2 a frame, two unlikely notes 2 · (2 · 9 + 1.2 · 6) = 50.4.
    const leap = (semitones: number, lastFrames: number) =>
      decoded(steady().fill(60 + semitones, 20, 20 + lastFrames), evidenceOf([[5, 75]])).length;
    expect(leap(7, 25)).toBe(1);
    expect(leap(30, 25)).toBe(1);
    expect(leap(7, 26)).toBe(3);
  });

  it('keeps a note whole through a long octave slip of the tracker, up or down', () => {
    for (const slip of [48, 72]) {
      expect(decoded(steady().fill(slip, 15, 60), evidenceOf([[5, 75]]))).toEqual(whole);
    }
  });

  it('begins a new note an octave away where its onset is likely', () => {
    // A slip costs 0.05 a frame, 1.25 for the shorter note; the onset and offset cost 1 together.
    const octave = steady().fill(72, 30);
    expect(decoded(octave, heldWith({ onset: 2.5, offset: 0 }))).toEqual(split);
    expect(decoded(octave, heldWith({ onset: 2.3, offset: 0 }))).toEqual(whole);
  });

  it('bridges unvoiced frames within a note', () => {
    expect(decoded(steady().fill(Number.NaN, 30, 36), evidenceOf([[5, 75]]))).toEqual(whole);
  });

  it('splits a glide-free step exactly where the pitch changes', () => {
    expect(decoded(steady().fill(64, 30), evidenceOf([[5, 75]]))).toEqual(split);
  });
});
