import { describe, expect, it } from 'vitest';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { melBands } from '../network/mel-spectrogram.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { joinContinued } from './join-continued.ts';

const frames = 200;
const measure = ({ startFrame, endFrame }: MeasuredNote['span']) =>
  measuredNote(startFrame, endFrame);
const spans = (notes: readonly MeasuredNote[]) =>
  notes.map(({ span }) => [span.startFrame, span.endFrame]);

/** A steady vowel, with a consonant of some decibels around each of the given frames. */
function vowel(consonants: readonly number[] = [], decibels = -12) {
  const mel = new Float32Array(frames * melBands).fill(-2);
  for (const frame of consonants) {
    mel.fill(-2 + decibels / 10, (frame - 2) * melBands, (frame + 2) * melBands);
  }
  return { mel, inside: new Float32Array(frames).fill(5) };
}

const join = (notes: readonly MeasuredNote[], consonants: readonly number[] = []) =>
  spans(joinContinued(notes, vowel(consonants), measure));

describe('joinContinued', () => {
  it('joins the parts of a held note, whatever their lengths', () => {
    expect(join([measuredNote(20, 80), measuredNote(80, 100)])).toEqual([[20, 100]]);
    expect(join([measuredNote(20, 80), measuredNote(80, 140)])).toEqual([[20, 140]]);
    const three = [measuredNote(20, 60), measuredNote(61, 110), measuredNote(112, 180)];
    expect(join(three)).toEqual([[20, 180]]);
  });

  it('keeps syllables apart that a consonant separates', () => {
    const three = [measuredNote(20, 60), measuredNote(61, 110), measuredNote(112, 180)];
    expect(join(three, [61])).toEqual([
      [20, 60],
      [61, 180],
    ]);
  });

  it('joins across a gap of up to six frames', () => {
    expect(join([measuredNote(20, 80), measuredNote(86, 100)])).toHaveLength(1);
    expect(join([measuredNote(20, 80), measuredNote(87, 100)])).toHaveLength(2);
  });

  it('joins no notes 0.8 semitones apart, however sure it is of one sound', () => {
    const doubtful = { ...measuredNote(20, 80), confidence: 0.5 };
    expect(join([doubtful, measuredNote(80, 140, 62.7)])).toHaveLength(1);
    expect(join([doubtful, measuredNote(80, 140, 62.9)])).toHaveLength(2);
    expect(join([doubtful, measuredNote(80, 140, 61.1)])).toHaveLength(2);
  });

  it('keeps both parts where the whole has no pitch, and no notes', () => {
    const parts = [measuredNote(20, 80), measuredNote(80, 100)];
    expect(joinContinued(parts, vowel(), () => undefined)).toEqual(parts);
    expect(joinContinued([], vowel(), measure)).toEqual([]);
  });
});
