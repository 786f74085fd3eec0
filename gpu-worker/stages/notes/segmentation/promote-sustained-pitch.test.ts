import { describe, expect, it } from 'vitest';
import type { NoteSpan } from './decode-notes.ts';
import { promoteSustainedPitch } from './promote-sustained-pitch.ts';

const frames = 60;
const filled = (logOdds: number) => new Float32Array(frames).fill(logOdds);
const nothing = { onset: filled(-6), offset: filled(-6), inside: filled(-6) };
const unvoiced = () => filled(Number.NaN);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const framesWhere = (values: Float32Array, wanted: number) =>
  Array.from(values.keys()).filter((frame) => values[frame] === wanted);

/** Frames that become part of a note. */
const promoted = (midi: Float32Array, spans: readonly NoteSpan[] = []) =>
  framesWhere(promoteSustainedPitch(midi, nothing, spans)?.inside ?? nothing.inside, 2);

describe('promoteSustainedPitch', () => {
  it('makes a note of a pitch sustained for 0.2 s, or 17 frames', () => {
    expect(promoted(unvoiced().fill(60, 10, 27))).toEqual(range(10, 27));
    expect(promoted(unvoiced().fill(60, 10, 26))).toEqual([]);
    expect(promoted(unvoiced().fill(60, 40))).toEqual(range(40, frames));
  });

  it('changes nothing where no pitch is sustained', () => {
    expect(promoteSustainedPitch(unvoiced(), nothing, [])).toBeUndefined();
  });

  it('raises the log-odds of the frames to 2 and of onset and offset to 0', () => {
    const { onset, offset, inside } =
      promoteSustainedPitch(unvoiced().fill(60, 10, 35), nothing, []) ?? nothing;
    expect(framesWhere(onset, 0)).toEqual([10]);
    expect(framesWhere(offset, 0)).toEqual([35]);
    expect(framesWhere(inside, 2)).toEqual(range(10, 35));
    expect(nothing.inside).toEqual(filled(-6));
  });

  it('never lowers evidence', () => {
    const sure = { onset: filled(3), offset: filled(3), inside: filled(3) };
    expect(promoteSustainedPitch(unvoiced().fill(60, 10, 35), sure, [])).toEqual(sure);
  });

  it('takes changes of half a semitone from frame to frame for another pitch', () => {
    const slide = (semitonesPerFrame: number) =>
      promoted(unvoiced().map((_, i) => (i < 20 ? 50 + semitonesPerFrame * i : Number.NaN)));
    expect(slide(0.45)).toEqual(range(0, 20));
    expect(slide(0.55)).toEqual([]);
    expect(slide(-0.55)).toEqual([]);
  });

  it('separates pitches that follow each other', () => {
    const { onset, offset } =
      promoteSustainedPitch(unvoiced().fill(60, 5, 30).fill(64, 30, 55), nothing, []) ?? nothing;
    expect(framesWhere(onset, 0)).toEqual([5, 30]);
    expect(framesWhere(offset, 0)).toEqual([30, 55]);
  });

  it('leaves notes alone', () => {
    expect(promoted(unvoiced().fill(60, 5, 50), [{ startFrame: 5, endFrame: 50 }])).toEqual([]);
  });

  it('takes a pitch within 0.7 semitones of the note before for its reverberation', () => {
    const note = [{ startFrame: 5, endFrame: 25 }];
    const after = (midi: number) => promoted(unvoiced().fill(60, 5, 25).fill(midi, 25, 50), note);
    expect(after(60)).toEqual([]);
    expect(after(60.6)).toEqual([]);
    expect(after(59.4)).toEqual([]);
    expect(after(60.8)).toEqual(range(25, 50));
    expect(after(59.2)).toEqual(range(25, 50));
  });

  it('compares the middle of a sustained pitch with the note before', () => {
    const note = [{ startFrame: 5, endFrame: 25 }];
    const rising = unvoiced().map((_, i) =>
      i < 5 ? Number.NaN : 60 + Math.min(2, Math.max(0, 0.3 * (i - 25))),
    );
    expect(promoted(rising, note)).toEqual(range(25, frames));
    const returning = unvoiced().map((_, i) =>
      i < 5 ? Number.NaN : i < 25 ? 60 : 60 + Math.max(0, 1.2 - 0.3 * (i - 25)),
    );
    expect(promoted(returning, note)).toEqual([]);
  });

  it('looks for a note in the four frames before', () => {
    const note = [{ startFrame: 5, endFrame: 20 }];
    const after = (pause: number) =>
      promoted(
        unvoiced()
          .fill(60, 5, 20)
          .fill(60, 20 + pause, 50),
        note,
      );
    expect(after(3)).toEqual([]);
    expect(after(4)).toEqual(range(24, 50));
  });
});
