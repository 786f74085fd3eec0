import { writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { describe, expect, it } from 'vitest';
import {
  deleteNote,
  gridTicks,
  indexOfNote,
  mergeWithNext,
  moveNote,
  resizeNote,
  splitNote,
  transposeNote,
} from './note-operations.ts';

type Ticks = readonly [startTick: number, endTick: number];

/** Notes at these ticks: 48 to a quarter, 12 to a sixteenth, 6 to a thirty-second. */
const documentOf = (...ticks: readonly Ticks[]) =>
  editableOf(writtenScore(ticks.map(([startTick, endTick]) => ({ startTick, endTick, midi: 60 }))));
const notesAt = (...ticks: readonly Ticks[]) => documentOf(...ticks).notes;
const ticksOf = (notes: ReturnType<typeof moveNote>) =>
  notes?.map(({ startTick, endTick }) => [startTick, endTick]);

describe('the grid of a note', () => {
  it('is of sixteenths, then thirty-seconds', () => {
    expect(gridTicks(notesAt([0, 48])[0]!)).toEqual([12, 6]);
    expect(gridTicks(notesAt([6, 18])[0]!)).toEqual([12, 6]);
  });

  it('is of triplets when its start or its end is', () => {
    expect(gridTicks(notesAt([16, 48])[0]!)).toEqual([16, 8, 4]);
    expect(gridTicks(notesAt([0, 16])[0]!)).toEqual([16, 8, 4]);
  });
});

describe('a split', () => {
  // Sung from 0 to 0.95 s.
  const notes = notesAt([0, 48], [48, 96]);

  it('is sung in proportion to where it is written', () => {
    const [first, second] = splitNote(notes, 0, 12) ?? [];
    expect([first?.sung.startSeconds, first?.sung.endSeconds]).toEqual([0, 0.2375]);
    expect([second?.sung.startSeconds, second?.sung.endSeconds]).toEqual([0.2375, 0.95]);
  });

  it('gives the second half a new id', () => {
    expect(splitNote(notes, 0, 12)?.map(({ id }) => id)).toEqual([0, 2, 1]);
  });

  it('uses a time inside the sung note only', () => {
    const secondAt = (seconds: number) => splitNote(notes, 0, 24, seconds)?.[1]?.sung.startSeconds;
    expect([secondAt(0.1), secondAt(0.94)]).toEqual([0.1, 0.94]);
    expect([secondAt(0), secondAt(0.95), secondAt(-1), secondAt(7)]).toEqual(Array(4).fill(0.475));
  });

  it('is impossible at the ends of the note', () => {
    expect(splitNote(notes, 1, 48)).toBeUndefined();
    expect(splitNote(notes, 1, 96)).toBeUndefined();
    expect(splitNote(notes, 2, 60)).toBeUndefined();
    expect(ticksOf(splitNote(notes, 1, 49))).toEqual([
      [0, 48],
      [48, 49],
      [49, 96],
    ]);
  });
});

describe('a merge', () => {
  it('keeps the pitch of the note that was sung longer', () => {
    const tune = editableOf(
      writtenScore([
        { startTick: 0, endTick: 48, midi: 60 },
        { startTick: 48, endTick: 144, midi: 64 },
        { startTick: 144, endTick: 192, midi: 67 },
      ]),
    ).notes;
    expect(mergeWithNext(tune, 0)?.[0]).toMatchObject({
      id: 0,
      midi: 64,
      sung: { startSeconds: 0, endSeconds: 2.95, centreMidi: 64.1 },
    });
    expect(mergeWithNext(tune, 1)?.[1]).toMatchObject({ id: 1, midi: 64 });
  });

  it('keeps the pitch of the first of two equally long notes', () => {
    const equal = editableOf(
      writtenScore([
        { startTick: 0, endTick: 48, midi: 60 },
        { startTick: 48, endTick: 96, midi: 64 },
      ]),
    ).notes.map((note) => ({ ...note, sung: { ...note.sung, startSeconds: 0, endSeconds: 1 } }));
    expect(mergeWithNext(equal, 0)?.[0]?.midi).toBe(60);
  });

  it('is impossible for the last note', () => {
    expect(mergeWithNext(notesAt([0, 48]), 0)).toBeUndefined();
    expect(mergeWithNext(notesAt([0, 48]), -1)).toBeUndefined();
  });
});

describe('a transposition', () => {
  const notes = notesAt([0, 48]);

  it('changes the deviation from the written pitch by 100 cents a semitone', () => {
    expect(transposeNote(notes, 0, -2)?.[0]).toMatchObject({
      midi: 58,
      sung: { deviationCents: 210, centreMidi: 60.1 },
    });
  });

  it('keeps a note that was not measured in tune', () => {
    const unmeasured = notes.map((note) => ({
      ...note,
      sung: { ...note.sung, confidence: 0, centreMidi: 60, deviationCents: 0 },
    }));
    expect(transposeNote(unmeasured, 0, 2)?.[0]).toMatchObject({
      midi: 62,
      sung: { centreMidi: 62, deviationCents: 0 },
    });
  });

  it('stays within MIDI’s 0 to 127', () => {
    const midiAfter = (semitones: number) => transposeNote(notes, 0, semitones)?.[0]?.midi;
    expect([-61, -60, 67, 68].map(midiAfter)).toEqual([undefined, 0, 127, undefined]);
    expect(transposeNote(notes, 1, 60)).toBeUndefined();
  });
});

describe('a move', () => {
  const moved = (index: number, ticks: number, ...all: readonly Ticks[]) =>
    ticksOf(moveNote(notesAt(...all), index, ticks));

  it('keeps the length of a note that stands alone', () => {
    expect(moved(0, 12, [48, 96])).toEqual([[60, 108]]);
    expect(moved(0, -48, [48, 96])).toEqual([[0, 48]]);
    expect(moved(0, -54, [48, 96])).toBeUndefined();
  });

  it('keeps the end of a note that the next one follows at once', () => {
    expect(moved(0, 12, [0, 48], [48, 96])).toEqual([
      [12, 48],
      [48, 96],
    ]);
    expect(moved(0, -12, [24, 48], [48, 96])).toEqual([
      [12, 48],
      [48, 96],
    ]);
  });

  it('stops at the next note', () => {
    expect(moved(0, 12, [0, 48], [54, 96])).toEqual([
      [12, 54],
      [54, 96],
    ]);
  });

  it('leaves at least a thirty-second', () => {
    expect(moved(0, 42, [0, 48], [48, 96])?.[0]).toEqual([42, 48]);
    expect(moved(0, 48, [0, 48], [48, 96])).toBeUndefined();
  });

  it('takes the end of the note before along when they touch', () => {
    expect(moved(1, 12, [0, 48], [48, 96])?.[0]).toEqual([0, 60]);
    expect(moved(1, -42, [0, 48], [48, 96])?.[0]).toEqual([0, 6]);
    expect(moved(1, -48, [0, 48], [48, 96])).toBeUndefined();
  });

  it('measures what is left of the note before from its start', () => {
    expect(moved(1, -36, [48, 96], [96, 144])?.[0]).toEqual([48, 60]);
    expect(moved(1, -48, [48, 96], [96, 144])).toBeUndefined();
  });

  it('shortens the note before only where they would overlap', () => {
    expect(moved(1, 12, [0, 36], [48, 96])?.[0]).toEqual([0, 36]);
    expect(moved(1, -6, [0, 36], [48, 96])?.[0]).toEqual([0, 36]);
    expect(moved(1, -24, [0, 36], [48, 96])?.[0]).toEqual([0, 24]);
  });

  it('is impossible for a note that does not exist', () => {
    expect(moved(1, 12, [0, 48])).toBeUndefined();
  });
});

describe('a resize', () => {
  const resized = (index: number, ticks: number, ...all: readonly Ticks[]) =>
    ticksOf(resizeNote(notesAt(...all), index, ticks));

  it('leaves at least a thirty-second', () => {
    expect(resized(0, -42, [0, 48])).toEqual([[0, 6]]);
    expect(resized(0, -43, [0, 48])).toBeUndefined();
    expect(resized(0, -42, [48, 96])).toEqual([[48, 54]]);
    expect(resized(0, -43, [48, 96])).toBeUndefined();
  });

  it('leaves the next note alone up to its start', () => {
    expect(resized(0, 12, [0, 36], [48, 96])).toEqual([
      [0, 48],
      [48, 96],
    ]);
  });

  it('shortens the next note down to a thirty-second', () => {
    expect(resized(0, 42, [0, 48], [48, 96])).toEqual([
      [0, 90],
      [90, 96],
    ]);
    expect(resized(0, 43, [0, 48], [48, 96])).toBeUndefined();
  });

  it('is impossible for a note that does not exist', () => {
    expect(resized(1, 12, [0, 48])).toBeUndefined();
  });
});

it('deletes one note', () => {
  expect(ticksOf(deleteNote(notesAt([0, 48], [48, 96], [96, 144]), 1))).toEqual([
    [0, 48],
    [96, 144],
  ]);
});

it('finds a note by its id', () => {
  const document = documentOf([0, 48], [48, 96]);
  const without = { ...document, notes: document.notes.slice(1) };
  expect([indexOfNote(without, 1), indexOfNote(without, 0)]).toEqual([0, -1]);
});
