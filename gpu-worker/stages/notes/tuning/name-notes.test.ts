import { describe, expect, it } from 'vitest';
import { measuredNote } from '../testing/measured-note.ts';
import { nameNotes } from './name-notes.ts';

/** A tune of notes of 20 frames, each so many cents off. */
const tune = (midis: readonly number[], cents: (i: number) => number) =>
  midis.map((midi, i) => measuredNote(30 * i, 30 * i + 20, midi + cents(i) / 100));
const cMajor = [60, 64, 67, 65, 62, 64, 60, 59, 62, 67, 69, 65, 64, 62, 60];

describe('nameNotes', () => {
  it('takes the tuning of the singer off before it measures how far each note deviates', () => {
    const { notes, tuningOffsetCents } = nameNotes(tune(cMajor, (i) => (i === 5 ? 45 : 30)));
    expect(notes.map(({ midi }) => midi)).toEqual(cMajor);
    expect(Math.abs(tuningOffsetCents - 30)).toBeLessThan(6);
    notes.forEach(({ deviationCents, centreMidi, midi }, i) => {
      expect(Math.abs(deviationCents - (i === 5 ? 15 : 0))).toBeLessThan(6);
      expect(100 * (centreMidi - midi) - deviationCents).toBeCloseTo(tuningOffsetCents, -1);
    });
  });

  it('keeps all measurements except for the span and the spread', () => {
    const [measured] = tune([60], () => 0);
    const { span: _span, spreadSemitones: _spread, ...kept } = measured!;
    const { notes } = nameNotes([measured!]);
    expect(notes).toEqual([{ ...kept, midi: 60, deviationCents: expect.closeTo(0, 6) }]);
  });

  it('limits names to the range of MIDI', () => {
    const { notes } = nameNotes(tune([-2, 0, 127, 129], () => 0));
    expect(notes.map(({ midi }) => midi)).toEqual([0, 0, 127, 127]);
  });

  it('weighs the tuning by the duration of the notes and by their pauses in time', () => {
    const early = nameNotes(tune(cMajor, (i) => -20 + 2 * i)).tuningOffsetCents;
    expect(early).toBeGreaterThan(-15);
    expect(early).toBeLessThan(5);
  });

  it('names no notes', () => {
    expect(nameNotes([])).toEqual({ notes: [], tuningOffsetCents: 0 });
  });
});
