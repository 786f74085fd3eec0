import { expect, it } from 'vitest';
import { editableDocumentSchema, editableNoteSchema } from '../editable-document.ts';
import { shortTune, writtenScore } from './document.fixture.ts';
import { editableOf } from './document-of-score.ts';
import { isWritable, scoreOf } from './score-of-document.ts';

const tune = editableOf(writtenScore(shortTune));
const [note] = tune.notes;
const isNote = (changes: object) => editableNoteSchema.safeParse({ ...note, ...changes }).success;
const isDocument = (changes: object) =>
  editableDocumentSchema.safeParse({ ...tune, ...changes }).success;

it('accepts notes from MIDI 0 to 127', () => {
  expect([-1, 0, 127, 128, 60.5].map((midi) => isNote({ midi }))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

it('accepts no negative ids or ticks, and no note that ends at the start', () => {
  expect([isNote({ id: 0, startTick: 0, endTick: 1 }), isNote({ id: -1 })]).toEqual([true, false]);
  expect([isNote({ startTick: -1 }), isNote({ endTick: 0 })]).toEqual([false, false]);
});

it('accepts a document with a tempo, and no negative pickup', () => {
  const tempo = { tick: 0, quarterBpm: 60 };
  expect([isDocument({ tempos: [tempo] }), isDocument({ tempos: [] })]).toEqual([true, false]);
  expect(isDocument({ tempos: [{ ...tempo, quarterBpm: 0 }] })).toBe(false);
  expect(isDocument({ tempos: [{ ...tempo, tick: -1 }] })).toBe(false);
  expect([isDocument({ pickupTicks: 0 }), isDocument({ pickupTicks: -1 })]).toEqual([true, false]);
  expect(isDocument({ version: 2 })).toBe(false);
});

it('is written only with notes on a grid', () => {
  expect(isWritable(tune)).toBe(true);
  expect(isWritable({ ...tune, notes: [{ ...note!, startTick: 1 }] })).toBe(false);
});

it('does not hide other errors', () => {
  expect(() => isWritable({ ...tune, notes: undefined } as never)).toThrow(TypeError);
});

it('is made of a score with at least one measure', () => {
  expect(() => editableOf({ ...writtenScore(shortTune), measures: [] })).toThrow(RangeError);
});

it('has no pickup when the first measure is number 1', () => {
  expect(tune.pickupTicks).toBe(0);
  expect(editableOf(writtenScore(shortTune, 48)).pickupTicks).toBe(48);
});

it('leaves out symbols without a sung note', () => {
  const score = writtenScore(shortTune);
  const { notes } = editableOf({ ...score, sungNotes: score.sungNotes.slice(0, 3) });
  expect(notes.map(({ id }) => id)).toEqual([0, 1, 2]);
});

it('anchors a note in the time map only at its sung onset', () => {
  const score = writtenScore(shortTune);
  const timeMap = score.timeMap.map((point) =>
    point.tick === 48 ? { ...point, seconds: 1.01 } : point,
  );
  const document = editableOf({ ...score, timeMap });
  expect(document.notes.map(({ isAnchor }) => isAnchor)).toEqual([true, false, true, true]);
  expect(document.timePoints).toEqual([
    { tick: 48, seconds: 1.01 },
    { tick: 288, seconds: 6 },
  ]);
  expect(scoreOf(document).timeMap).toEqual(timeMap);
});

it('keeps the chords with the sound when the music is barred anew', () => {
  const symbol = { root: { step: 'C' as const, alter: 0 }, kind: 'major' as const };
  const [, second] = tune.notes;
  const startSeconds = second?.sung.startSeconds ?? 0;
  const chords = [{ startSeconds, confidence: 0.5, symbol }];
  const score = scoreOf({ ...tune, chords });
  expect(score.chords).toEqual([{ startTick: second?.startTick, ...chords[0] }]);
  expect(editableOf(score).chords).toEqual(chords);
  const twice = tune.notes.map((each) => ({
    ...each,
    startTick: 2 * each.startTick,
    endTick: 2 * each.endTick,
  }));
  const slower = scoreOf({ ...tune, notes: twice, timePoints: [], chords });
  expect(slower.chords?.[0]?.startTick).toBe(2 * (second?.startTick ?? 0));
  expect(scoreOf(tune)).not.toHaveProperty('chords');
});
