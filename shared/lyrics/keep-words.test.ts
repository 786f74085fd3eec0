import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditableNote } from '../editable-document.ts';
import { keepWords } from './keep-words.ts';
import { sungNotes, textsOf } from './testing/sung-notes.ts';

const wordsOf = (notes: readonly EditableNote[]) =>
  notes.map(({ syllables = [] }) => syllables.map(({ text }) => text).join('+'));

function without(notes: readonly EditableNote[], id: number): EditableNote[] {
  return notes.filter((note) => note.id !== id);
}

function split(notes: readonly EditableNote[], index: number): EditableNote[] {
  const note = notes[index]!;
  const middle = (note.startTick + note.endTick) / 2;
  const id = 1 + Math.max(...notes.map((each) => each.id));
  return notes.toSpliced(
    index,
    1,
    { ...note, endTick: middle },
    { ...note, id, startTick: middle },
  );
}

function merge(notes: readonly EditableNote[], index: number): EditableNote[] {
  const [note, next] = [notes[index]!, notes[index + 1]];
  return next ? notes.toSpliced(index, 2, { ...note, endTick: next.endTick }) : [...notes];
}

describe('the words of', () => {
  const notes = sungNotes(['twin', 'kle', '', 'star']);

  it('a split note stay with its first half', () => {
    expect(wordsOf(keepWords(notes, split(notes, 1)))).toEqual(['twin', 'kle', '', '', 'star']);
  });

  it('two merged notes are sung on one', () => {
    expect(wordsOf(keepWords(notes, merge(notes, 0)))).toEqual(['twin+kle', '', 'star']);
    expect(wordsOf(keepWords(notes, merge(notes, 2)))).toEqual(['twin', 'kle', 'star']);
  });

  it('a deleted note go to the note that held them', () => {
    expect(wordsOf(keepWords(notes, without(notes, 1)))).toEqual(['twin', 'kle', 'star']);
  });

  it('a deleted note join those before it, and at the start those after it', () => {
    expect(wordsOf(keepWords(notes, without(notes, 3)))).toEqual(['twin', 'kle', 'star']);
    expect(wordsOf(keepWords(notes, without(notes, 0)))).toEqual(['twin+kle', '', 'star']);
  });

  it('a deleted note stay in their line', () => {
    const lines = sungNotes(['one', [{ text: 'two', starts: 'line' }], 'three']);
    expect(wordsOf(keepWords(lines, without(lines, 1)))).toEqual(['one', 'two+three']);
  });

  it('a note later than a quarter after it are not held by that', () => {
    const far = notes.map((note) =>
      note.id < 2 ? note : { ...note, startTick: note.startTick + 60, endTick: note.endTick + 60 },
    );
    expect(wordsOf(keepWords(far, without(far, 1)))).toEqual(['twin+kle', '', 'star']);
  });

  it('every verse keep their order', () => {
    const verses = sungNotes([
      [{ text: 'a' }, { text: 'A', verse: 2 }],
      [{ text: 'b' }, { text: 'B', verse: 2 }],
    ]);
    expect(wordsOf(keepWords(verses, merge(verses, 0)))).toEqual(['a+b+A+B']);
  });
});

it('gives an added note no words', () => {
  const notes = sungNotes(['a', 'b']);
  const added = { ...sungNotes(['copied'])[0]!, id: 9, startTick: 96, endTick: 120 };
  expect(wordsOf(keepWords(notes, [...notes, added]))).toEqual(['a', 'b', '']);
});

it('keeps the objects of notes whose words stay, as the stored history compares them', () => {
  const notes = sungNotes(['a', 'b', 'c']);
  const kept = keepWords(notes, without(notes, 1));
  expect(kept[1]).toBe(notes[2]);
});

it('loses and reorders no word while a note is left', () => {
  const syllable = fc.record({ text: fc.constantFrom('la', 'oh', '사', 'ti'), verse: verse() });
  const words = fc.array(fc.option(syllable, { nil: undefined }), { minLength: 2, maxLength: 9 });
  const edits = fc.array(fc.tuple(fc.constantFrom('split', 'merge', 'delete'), fc.nat(20)));
  fc.assert(
    fc.property(words, edits, (given, steps) => {
      let notes = sungNotes(given.map((each, i) => (each ? [numbered(each, i)] : '')));
      const before = [1, 2].map((number) => textsOf(notes, number));
      for (const [kind, at] of steps) {
        const index = at % notes.length;
        if (kind === 'delete' && notes.length === 1) continue;
        const edited = {
          split: () => split(notes, index),
          merge: () => merge(notes, index),
          delete: () => notes.toSpliced(index, 1),
        }[kind as 'split']();
        notes = keepWords(notes, edited);
      }
      expect([1, 2].map((number) => textsOf(notes, number))).toEqual(before);
    }),
  );
});

function verse() {
  return fc.constantFrom(1, 2);
}

/** Texts that differ, so that their order shows. */
function numbered({ text, verse: number }: { text: string; verse: number }, i: number) {
  return { text: `${text}${i}`, ...(number === 1 ? {} : { verse: number }) };
}
