import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from '../editing/edit.ts';
import { isEqual } from './is-equal.ts';
import { mergeDocuments } from './merge-documents.ts';

const base = editableOf(writtenScore(shortTune));
const isScore = (document: EditableDocument) => correctionsSchema.safeParse(document).success;
const edited = (...edits: readonly Edit[]) => edits.reduce(applyEdit, base);
const merge = (mine: EditableDocument, theirs: EditableDocument) =>
  mergeDocuments({ base, mine, theirs }, isScore);

const up = (note: number): Edit => ({ kind: 'transpose', note, semitones: 1 });
const down = (note: number): Edit => ({ kind: 'transpose', note, semitones: -1 });

describe('merging', () => {
  it('takes each note from the side that changed it', () => {
    expect(merge(edited(up(0), up(3)), edited(down(1)))).toEqual(edited(up(0), up(3), down(1)));
    expect(merge(edited({ kind: 'delete', note: 2 }), edited(up(0)))).toEqual(
      edited({ kind: 'delete', note: 2 }, up(0)),
    );
  });

  it('takes title and key from one side while the other changes notes', () => {
    const named = edited({ kind: 'title', title: 'Ours' });
    const inD = edited({ kind: 'key', keySignature: { fifths: 2, mode: 'major' } });
    expect(merge(named, edited(up(0)))).toEqual({ ...edited(up(0)), title: 'Ours' });
    expect(merge(inD, named)).toMatchObject({ title: 'Ours', keySignature: { fifths: 2 } });
  });

  it('takes the chords from one side while the other moves notes', () => {
    const symbol = { root: { step: 'G', alter: 0 }, kind: 'dominant' } as const;
    const chords = [{ startSeconds: 1, confidence: 1, symbol }];
    const slow: Edit = { kind: 'scale-tempo', factor: 0.5 };
    const played = edited({ kind: 'chords', chords });
    expect(merge(played, edited(up(0), slow))).toEqual({ ...edited(up(0), slow), chords });
  });

  it('accepts the same change on both sides', () => {
    expect(merge(edited(up(0)), edited(up(0)))).toEqual(edited(up(0)));
  });

  it('keeps both notes when both sides added one with the same id', () => {
    const mine = edited({ kind: 'split', note: 3 });
    const theirs = edited({ kind: 'split', note: 0 });
    const merged = merge(mine, theirs);
    expect(merged?.notes).toHaveLength(6);
    expect(new Set(merged?.notes.map(({ id }) => id)).size).toBe(6);
    const starts = merged?.notes.map(({ startTick }) => startTick);
    expect(starts).toEqual([0, 24, 48, 96, 192, 240]);
  });
});

describe('somebody has to choose', () => {
  const slower: Edit = { kind: 'scale-tempo', factor: 0.5 };
  it.each<readonly [string, EditableDocument, EditableDocument]>([
    ['both changed a note differently', edited(up(0)), edited(down(0))],
    [
      'one deleted a note that the other changed',
      edited({ kind: 'delete', note: 1 }),
      edited(up(1)),
    ],
    ['both changed the title', { ...base, title: 'A' }, { ...base, title: 'B' }],
    ['one moved all notes and the other changed one', edited(slower), edited(up(0))],
    [
      'a field of a later version and a note changed',
      { ...base, ...{ fermatas: [1] } },
      edited(up(0)),
    ],
  ])('when %s', (_name, mine, theirs) => {
    expect(merge(mine, theirs)).toBeUndefined();
    expect(merge(theirs, mine)).toBeUndefined();
  });

  it('when the notes of both do not fit together', () => {
    const notes = (index: number, change: object) =>
      base.notes.map((note, at) => (at === index ? { ...note, ...change } : note));
    const later = { ...base, notes: notes(2, { endTick: 192 }) };
    const earlier = { ...base, notes: notes(3, { startTick: 168 }) };
    expect([later, earlier].map(isScore)).toEqual([true, true]);
    expect(merge(later, earlier)).toBeUndefined();
  });
});

describe('for any edits', () => {
  const note = fc.integer({ min: 0, max: 5 });
  const direction = fc.constantFrom<1 | -1>(1, -1);
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
      kind: fc.constant('transpose' as const),
      note,
      semitones: fc.integer({ min: -3, max: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('delete' as const, 'merge' as const, 'split' as const),
      note,
    }),
    fc.record({ kind: fc.constantFrom('move' as const, 'resize' as const), note, direction }),
    fc.record({ kind: fc.constant('title' as const), title: fc.constantFrom('A', 'B') }),
    fc.record({
      kind: fc.constant('scale-tempo' as const),
      factor: fc.constantFrom(0.5 as const, 2 as const),
    }),
  );
  const version = fc.array(edit, { maxLength: 4 }).map((edits) => edited(...edits));
  const positions = ({ notes, ...fields }: EditableDocument) => ({
    ...fields,
    notes: notes.map(({ id: _id, ...note }) => JSON.stringify(note)).sort(),
  });
  const changedNotes = (document: EditableDocument) =>
    document.notes
      .filter((each) => !base.notes.some((was) => isEqual(was, each)))
      .map(({ id: _id, ...rest }) => rest);

  it('one side alone is taken as it is', () => {
    fc.assert(
      fc.property(version, (one) => {
        expect(merge(one, base)).toEqual(one);
        expect(merge(base, one)).toEqual(one);
        expect(merge(one, one)).toEqual(one);
      }),
    );
  });

  it('both sides get the same result, or both are asked', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        const [here, there] = [merge(one, other), merge(other, one)];
        expect(here && positions(here)).toEqual(there && positions(there));
      }),
      { numRuns: 500 },
    );
  });

  it('a result is a score, with every note that a side changed and none that it deleted', () => {
    let merges = 0;
    fc.assert(
      fc.property(version, version, (one, other) => {
        const merged = merge(one, other);
        if (!merged) return;
        merges += 1;
        expect(isScore(merged)).toBe(true);
        const written = merged.notes.map(({ id: _id, ...rest }) => rest);
        for (const side of [one, other]) {
          expect(written).toEqual(expect.arrayContaining(changedNotes(side)));
          const left = new Set(side.notes.map(({ id }) => id));
          const deleted = base.notes.filter(({ id }) => !left.has(id));
          for (const gone of deleted)
            expect(merged.notes.map(({ id }) => id)).not.toContain(gone.id);
        }
      }),
      { numRuns: 500 },
    );
    expect(merges).toBeGreaterThan(50);
  });
});
