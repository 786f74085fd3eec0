import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import {
  shortTune,
  type WrittenNote,
  writtenScore,
} from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { renderMidi } from '@my-pitch/shared/notation/midi';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import { type Score, scoreSchema } from '@my-pitch/shared/score';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from './edit.ts';
import { advance, type History, redo, startHistory, undo } from './history.ts';

const tune = editableOf(writtenScore(shortTune));
const after = (...edits: Edit[]) => edits.reduce(applyEdit, tune);
const written = ({ notes }: EditableDocument) =>
  notes.map(({ id, startTick, endTick, midi }) => [id, startTick, endTick, midi]);

describe('a document', () => {
  it('makes the same score again', () => {
    const score = writtenScore([...shortTune, { startTick: 312, endTick: 480, midi: 60 }], 48);
    expect(scoreOf(editableOf(score))).toEqual(score);
  });

  it('keeps triplets', () => {
    const triplet = [0, 16, 32].map((startTick) => ({
      startTick,
      endTick: startTick + 16,
      midi: 65,
    }));
    expect(scoreOf(editableOf(writtenScore(triplet)))).toEqual(writtenScore(triplet));
  });
});

describe('a note', () => {
  it('is deleted, and a rest takes its place', () => {
    const document = after({ kind: 'delete', note: 1 });
    expect(written(document).map(([id]) => id)).toEqual([0, 2, 3]);
    expect(
      scoreOf(document)
        .measures[0]?.elements.map(({ kind }) => kind)
        .slice(0, 3),
    ).toEqual(['note', 'rest', 'note']);
  });

  it('is split in its middle, on the page and in the recording', () => {
    const document = after({ kind: 'split', note: 3 });
    expect(written(document).slice(3)).toEqual([
      [3, 192, 240, 72],
      [4, 240, 288, 72],
    ]);
    const [first, second] = document.notes.slice(3);
    expect(first?.sung.endSeconds).toBe(second?.sung.startSeconds);
    expect(second?.sung.endSeconds).toBe(tune.notes[3]?.sung.endSeconds);
  });

  it('is split at the playback position, on the nearest sixteenth', () => {
    const at = { tick: 75, seconds: 1.57 };
    const [, first, second] = after({ kind: 'split', note: 1, at }).notes;
    expect([first?.endTick, second?.startTick, second?.sung.startSeconds]).toEqual([72, 72, 1.57]);
    const outside = { tick: 200, seconds: 4 };
    expect(after({ kind: 'split', note: 1, at: outside })).toBe(tune);
  });

  it('merges with the next one across a rest and keeps the pitch of the longer', () => {
    const document = after({ kind: 'merge', note: 2 });
    expect(written(document)).toEqual([
      [0, 0, 48, 67],
      [1, 48, 96, 69],
      [2, 96, 288, 72],
    ]);
    expect(document.notes[2]?.sung).toMatchObject({ startSeconds: 2, endSeconds: 5.95 });
    expect(after({ kind: 'merge', note: 3 })).toBe(tune);
  });

  it('moves up, and its deviation is relative to the new pitch', () => {
    const { midi, sung } = after({ kind: 'transpose', note: 0, semitones: 1 }).notes[0]!;
    expect([midi, sung.centreMidi, sung.deviationCents]).toEqual([68, 67.1, -90]);
    const tooHigh = applyEdit(tune, { kind: 'transpose', note: 0, semitones: 100 });
    expect(tooHigh).toBe(tune);
  });

  it('moves on the grid: the note before it follows, the one after stays', () => {
    expect(written(after({ kind: 'move', note: 1, direction: 1 }))).toEqual([
      [0, 0, 60, 67],
      [1, 60, 96, 69],
      [2, 96, 144, 71],
      [3, 192, 288, 72],
    ]);
    expect(written(after({ kind: 'move', note: 3, direction: -1 }))[3]).toEqual([3, 180, 276, 72]);
    expect(after({ kind: 'move', note: 0, direction: -1 })).toBe(tune);
  });

  it('becomes longer and shortens the next one, down to a thirty-second', () => {
    const longer = after({ kind: 'resize', note: 0, direction: 1 });
    expect(written(longer).slice(0, 2)).toEqual([
      [0, 0, 60, 67],
      [1, 60, 96, 69],
    ]);
    const repeated = Array<Edit>(20).fill({ kind: 'resize', note: 0, direction: 1 });
    expect(written(after(...repeated)).slice(0, 2)).toEqual([
      [0, 0, 90, 67],
      [1, 90, 96, 69],
    ]);
    expect(written(after({ kind: 'resize', note: 1, direction: -1 }))[1]).toEqual([1, 48, 84, 69]);
  });

  it('stays on the triplet grid', () => {
    const triplet = [0, 16, 32].map((startTick) => ({
      startTick,
      endTick: startTick + 16,
      midi: 65,
    }));
    const document = editableOf(
      writtenScore([...triplet, { startTick: 48, endTick: 96, midi: 60 }]),
    );
    const moved = applyEdit(document, { kind: 'resize', note: 0, direction: -1 });
    expect(written(moved)[0]?.[2]).toBe(8);
    const merged = applyEdit(document, { kind: 'merge', note: 0 });
    expect(written(merged)[0]?.[2]).toBe(32);
  });
});

describe('the song', () => {
  it('gets new barlines in another time signature', () => {
    const score = scoreOf(after({ kind: 'time', timeSignature: { beats: 3, beatType: 4 } }));
    expect(score.measures.map(({ lengthTicks }) => lengthTicks)).toEqual([144, 144]);
    const compound = after({ kind: 'time', timeSignature: { beats: 6, beatType: 8 } });
    expect(scoreOf(compound).measures[0]?.timeSignature).toEqual({ beats: 6, beatType: 8 });
  });

  it('gets a new spelling in another key', () => {
    const flats = after(
      { kind: 'key', keySignature: { fifths: -4, mode: 'minor' } },
      { kind: 'transpose', note: 0, semitones: 1 },
    );
    expect(scoreOf(flats).measures[0]?.elements[0]).toMatchObject({
      pitch: { step: 'A', alter: -1, octave: 4 },
    });
  });

  it('gets and loses a pickup', () => {
    const document = after({ kind: 'pickup', pickupTicks: 48 });
    const [pickup, first] = scoreOf(document).measures;
    expect([pickup?.number, pickup?.lengthTicks, first?.number]).toEqual([0, 48, 1]);
    expect(applyEdit(document, { kind: 'pickup', pickupTicks: 0 })).toEqual(tune);
    expect(after({ kind: 'pickup', pickupTicks: 192 })).toBe(tune);
  });

  it('gets a pickup instead of the silence before it', () => {
    const late = editableOf(writtenScore([{ startTick: 144, endTick: 240, midi: 60 }]));
    const document = applyEdit(late, { kind: 'pickup', pickupTicks: 48 });
    expect(written(document)).toEqual([[0, 0, 96, 60]]);
    expect(scoreOf(document).timeMap[0]?.seconds).toBe(0);
    expect(scoreOf(document).timeMap.find(({ tick }) => tick === 0)?.seconds).toBe(3);
  });

  it('is notated at double or half tempo and sounds the same', () => {
    const slow = after({ kind: 'scale-tempo', factor: 0.5 });
    expect(slow.tempos).toEqual([{ tick: 0, quarterBpm: 30 }]);
    expect(written(slow)[3]).toEqual([3, 96, 144, 72]);
    expect(slow.notes.map(({ sung }) => sung)).toEqual(tune.notes.map(({ sung }) => sung));
    expect(applyEdit(slow, { kind: 'scale-tempo', factor: 2 })).toEqual(tune);
    const slower = Array<Edit>(4).fill({ kind: 'scale-tempo', factor: 0.5 });
    expect(after(...slower).tempos[0]?.quarterBpm).toBe(30);
  });

  it('exports its title and tempo', () => {
    const document = after({ kind: 'title', title: 'A & B' }, { kind: 'tempo', quarterBpm: 97 });
    const xml = renderMusicXml(scoreOf(document));
    expect(xml).toContain('<work-title>A &amp; B</work-title>');
    expect(xml).toContain('<per-minute>97</per-minute>');
    expect(renderMidi(scoreOf(document)).length).toBeGreaterThan(100);
  });

  it('normalises its title for every file format', () => {
    expect(after({ kind: 'title', title: ' one\r\n\ud800two ' }).title).toBe('one \ufffdtwo');
    const title = tune.title;
    expect(applyEdit(tune, { kind: 'title', title: ` ${title}\n` })).toBe(tune);
  });
});

/** Random notes without overlaps, on the grid of sixteenths, with rests between some. */
const notesArbitrary = fc
  .array(
    fc.record({
      rest: fc.integer({ min: 0, max: 6 }),
      length: fc.integer({ min: 1, max: 12 }),
      midi: fc.integer({ min: 45, max: 80 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((spans) => {
    let at = 0;
    return spans.map(({ rest, length, midi }): WrittenNote => {
      const startTick = at + 12 * rest;
      at = startTick + 12 * length;
      return { startTick, endTick: at, midi };
    });
  });

const note = fc.integer({ min: 0, max: 15 });
const direction = fc.constantFrom(1 as const, -1 as const);
const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('delete' as const, 'merge' as const), note }),
  fc.record({ kind: fc.constant('split' as const), note }),
  fc.record({
    kind: fc.constant('transpose' as const),
    note,
    semitones: fc.integer({ min: -12, max: 12 }),
  }),
  fc.record({ kind: fc.constantFrom('move' as const, 'resize' as const), note, direction }),
  fc.record({ kind: fc.constant('end' as const), note, endTick: fc.integer({ min: 0, max: 900 }) }),
  fc
    .record({
      kind: fc.constant('add' as const),
      startTick: fc.integer({ min: 0, max: 8000 }),
      length: fc.integer({ min: 1, max: 2000 }),
      midi: fc.integer({ min: 40, max: 90 }),
    })
    // Tenths of ticks: a drawn note is not on the grid.
    .map(({ length, startTick, ...edit }) => ({
      ...edit,
      startTick: startTick / 10,
      endTick: (startTick + length) / 10,
    })),
  fc.record({ kind: fc.constant('pickup' as const), pickupTicks: fc.constantFrom(0, 24, 48, 96) }),
  fc.record({
    kind: fc.constantFrom('tempo' as const, 'rebar' as const),
    quarterBpm: fc.integer({ min: 15, max: 300 }),
  }),
  fc.record({
    kind: fc.constant('beat' as const),
    tick: fc.integer({ min: 0, max: 20 }).map((beat) => 48 * beat),
    seconds: fc.integer({ min: 0, max: 200 }).map((tenths) => tenths / 10),
  }),
  fc.record({
    kind: fc.constant('scale-tempo' as const),
    factor: fc.constantFrom(0.5 as const, 2 as const),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    timeSignature: fc.constantFrom(
      { beats: 2, beatType: 4 as const },
      { beats: 3, beatType: 4 as const },
      { beats: 4, beatType: 4 as const },
      { beats: 6, beatType: 8 as const },
      { beats: 5, beatType: 8 as const },
    ),
  }),
  fc.record({
    kind: fc.constant('key' as const),
    keySignature: fc.record({
      fifths: fc.integer({ min: -7, max: 7 }),
      mode: fc.constant('major' as const),
    }),
  }),
);

function expectValid(score: Score): void {
  scoreSchema.parse(score);
  for (const { elements, lengthTicks, startTick } of score.measures) {
    let at = startTick;
    for (const element of elements) {
      expect(element.startTick).toBe(at);
      at += element.durationTicks;
    }
    expect(at).toBe(startTick + lengthTicks);
  }
  score.timeMap.reduce((before, point) => {
    expect(point.tick).toBeGreaterThan(before.tick);
    expect(point.seconds).toBeGreaterThan(before.seconds);
    return point;
  });
  const sung = score.sungNotes.map(({ startSeconds }) => startSeconds);
  expect(sung).toEqual([...sung].sort((a, b) => a - b));
}

describe('after any edits', () => {
  it('the score is valid, survives storage, and each edit can be undone and redone', () => {
    const property = (notes: readonly WrittenNote[], edits: readonly Edit[]) => {
      let history: History<EditableDocument> = startHistory(editableOf(writtenScore(notes)));
      const seen = [history.present];
      for (const edit of edits) {
        history = advance(history, applyEdit(history.present, edit));
        if (history.present !== seen.at(-1)) seen.push(history.present);
      }
      const score = scoreOf(history.present);
      expectValid(score);
      const stored = correctionsSchema.parse(JSON.parse(JSON.stringify(history.present)));
      expect(scoreOf(stored)).toEqual(score);
      for (const before of seen.slice(0, -1).reverse()) {
        history = undo(history);
        expect(history.present).toBe(before);
      }
      for (const later of seen.slice(1)) {
        history = redo(history);
        expect(history.present).toBe(later);
      }
    };
    const edits = fc.array(editArbitrary, { maxLength: 25 });
    fc.assert(fc.property(notesArbitrary, edits, property), { numRuns: 150 });
  });
});
