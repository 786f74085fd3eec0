import { describe, expect, it } from 'vitest';
import type { NoteEvent } from '../note-event.ts';
import { rhythmStyles } from '../rhythm-style.ts';
import { featureCount, noteFeatures } from './hypothesis-features.ts';

const styleOf = (name: string) => rhythmStyles.find(({ signatureName }) => signatureName === name)!;
const [twoFour, threeFour, fourFour] = ['2/4', '3/4', '4/4'].map(styleOf) as [
  (typeof rhythmStyles)[number],
  (typeof rhythmStyles)[number],
  (typeof rhythmStyles)[number],
];

/** G E E, twice, each time a quarter and two eighths. */
const ticks = [0, 48, 72, 96, 144, 168];
const notes = [67, 64, 64, 67, 64, 64].map(
  (midi, i): NoteEvent => ({ startSeconds: i, endSeconds: i + 0.9, midi }),
);

/** Widths of the first features: four signatures, six metric levels and twelve note values. */
const widths = [24, 48, 12, 6, 6, 9, 9, 5, 4, 4, 4, 4, 4, 12, 4, 32, 288, 12];
const offsets = widths.map((_, i) => widths.slice(0, i).reduce((sum, width) => sum + width, 0));
/** Category of one feature for each note. */
const feature = (index: number, ...hypothesis: Parameters<typeof noteFeatures>) =>
  noteFeatures(...hypothesis).map((features) => features[index]! - offsets[index]!);

describe('noteFeatures', () => {
  it('gives every note one category of each feature', () => {
    for (const features of noteFeatures(ticks, notes, twoFour)) {
      expect(new Set(features).size).toBe(33);
      expect(features).toEqual(features.toSorted((a, b) => a - b));
      expect(features.at(-1)).toBeLessThan(featureCount);
    }
  });

  it('gives each time signature the categories that follow those of the one before', () => {
    const signatures = ['2/4', '3/4', '4/4', '6/8'].map(styleOf);
    // A first note on the downbeat that lasts a quarter: the seventh value.
    const [level, value, position, both] = [0, 1, 15, 16].map((index) =>
      signatures.map((style) => feature(index, ticks, notes, style)[0]),
    );
    expect(level).toEqual([0, 6, 12, 18]);
    expect(value).toEqual([6, 18, 30, 42]);
    expect(position).toEqual([0, 8, 16, 24]);
    expect(both).toEqual([6, 78, 150, 222]);
  });

  it('has as many categories as the metre network has inputs', () => {
    expect(featureCount).toBe(1381);
  });

  it('gives the metric level of a note, of the next and of the previous one', () => {
    // In 2/4: downbeat 0, beat 2, eighth 3. Beyond the ends it is 5, the level off the beat.
    const levels = [0, 2, 3, 0, 2, 3];
    expect(feature(0, ticks, notes, twoFour)).toEqual(levels);
    expect(feature(0, ticks, notes, threeFour)).toEqual([0, 2, 3, 2, 0, 3].map((l) => 6 + l));
    expect(feature(3, ticks, notes, twoFour)).toEqual([...levels.slice(1), 5]);
    expect(feature(4, ticks, notes, twoFour)).toEqual([5, ...levels.slice(0, -1)]);
  });

  it('gives the note value, the previous and the next one', () => {
    // 8, 12, 16, 24, 32, 36, 48, 72, 96, 144, 192 ticks are the values 0 to 10; NaN and others are 11.
    const values = [6, 3, 3, 6, 3, 11];
    expect(feature(1, ticks, notes, fourFour)).toEqual(values.map((value) => 24 + value));
    expect(feature(2, ticks, notes, fourFour)).toEqual([11, ...values.slice(0, -1)]);
    expect(feature(17, ticks, notes, fourFour)).toEqual([...values.slice(1), 11]);
    expect(feature(16, ticks, notes, twoFour)).toEqual(
      [0, 2, 3, 0, 2, 3].map((level, i) => level * 12 + values[i]!),
    );
  });

  it('puts values outside the list into the first bin, the last or that of others', () => {
    // Intervals of 4, 20 and 500 ticks.
    const onsets = [0, 4, 24, 524];
    expect(feature(1, onsets, notes.slice(0, 4), twoFour)).toEqual([0, 11, 10, 11]);
  });

  it('gives the pitch interval to the previous and to the next note', () => {
    const leaps = [60, 48, 55, 55, 57, 60, 64, 72, 67, 64, 63].map((midi, i) => ({
      midi,
      startSeconds: i,
      endSeconds: i + 0.9,
    }));
    // Bins from −7, −4, −2, 0, 1, 3, 5 and 8 semitones; a missing note counts as a repetition.
    const bins = [0, 7, 4, 5, 6, 6, 8, 1, 2, 3, 4];
    const positions = leaps.map((_, i) => 48 * i);
    expect(feature(6, positions, leaps, twoFour)).toEqual(bins);
    expect(feature(5, positions, leaps, twoFour)).toEqual([4, ...bins.slice(0, -1)]);
  });

  it('gives the pause to the next note', () => {
    const pauses = [0.02, 0.05, 0.2, 0.5, 1];
    let seconds = 0;
    const separated = [...pauses, 0].map((pause): NoteEvent => {
      const note = { startSeconds: seconds, endSeconds: seconds + 0.5, midi: 60 };
      seconds += 0.5 + pause;
      return note;
    });
    const positions = separated.map((_, i) => 48 * i);
    expect(feature(7, positions, separated, twoFour)).toEqual([0, 1, 2, 3, 4, 4]);
  });

  it('sees a figure repeated after a measure, but not if measures are longer', () => {
    expect(feature(8, ticks, notes, twoFour)).toEqual([0, 0, 0, 3, 3, 1]);
    expect(feature(8, ticks, notes, threeFour)).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it('counts measures modulo four', () => {
    const onsets = Array.from({ length: 6 }, (_, i) => 96 * i + 48);
    expect(feature(12, onsets, notes, twoFour)).toEqual([0, 1, 2, 3, 0, 1]);
    expect(feature(12, onsets, notes, fourFour)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('gives the pitch above the last note, octaves folded', () => {
    const tune = [72, 59, 67, 60].map((midi, i) => ({ ...notes[i]!, midi }));
    expect(feature(13, [0, 48, 96, 144], tune, twoFour)).toEqual([0, 11, 7, 0]);
  });

  it('marks the first note and the last two', () => {
    expect(feature(14, ticks, notes, twoFour)).toEqual([0, 3, 3, 3, 2, 1]);
  });

  it('gives the position in eighths of the measure', () => {
    expect(feature(15, ticks, notes, twoFour)).toEqual([0, 2, 3, 0, 2, 3]);
    expect(feature(15, ticks, notes, threeFour)).toEqual([0, 2, 3, 4, 0, 1].map((e) => 8 + e));
  });

  it('does not depend on the key or on when the song begins', () => {
    const later = notes.map((note) => ({
      midi: note.midi + 5,
      startSeconds: note.startSeconds + 8,
      endSeconds: note.endSeconds + 8,
    }));
    expect(noteFeatures(ticks, later, twoFour)).toEqual(noteFeatures(ticks, notes, twoFour));
  });
});
