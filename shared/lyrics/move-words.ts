import type { EditableNote } from '../editable-document.ts';
import { withSyllables } from './lyrics-of-notes.ts';
import { type Syllable, verseOf } from './syllable.ts';

/** A correction of the words of the first verse at a note. */
export type WordEdit =
  /** The last syllable of the note goes to the next note, the first one to the note before. */
  | { readonly kind: 'next' | 'previous' }
  /** The words from this note on move by one note: later, so that the note holds the word before it, or earlier. */
  | { readonly kind: 'later' | 'earlier' }
  /** The note's words by other text; hyphens divide syllables. */
  | { readonly kind: 'text'; readonly syllables: readonly Pick<Syllable, 'text' | 'goesOn'>[] }
  /** The line that the note belongs to begins with this note. */
  | { readonly kind: 'line' };

type Notes = readonly EditableNote[];

/** The notes after a correction of words; `undefined` when it is impossible. */
export function moveWords(notes: Notes, index: number, edit: WordEdit): EditableNote[] | undefined {
  switch (edit.kind) {
    case 'next':
    case 'previous':
      return moveSyllable(notes, index, edit.kind === 'next' ? 1 : -1);
    case 'later':
      return holdBefore(notes, index);
    case 'earlier':
      return shiftEarlier(notes, index);
    case 'text':
      return rewrite(notes, index, edit.syllables);
    case 'line':
      return startLine(notes, index);
  }
}

function wordsAt(notes: Notes, index: number): Syllable[] {
  return (notes[index]?.syllables ?? []).filter((each) => verseOf(each) === 1);
}

/** A note with these words of the first verse, and its own of the others. */
function withWords(note: EditableNote, words: readonly Syllable[]): EditableNote {
  const { syllables = [], ...silent } = note;
  const others = syllables.filter((each) => verseOf(each) !== 1);
  return { ...silent, ...withSyllables([...words, ...others]) };
}

function withWordsAt(
  notes: Notes,
  changes: ReadonlyMap<number, readonly Syllable[]>,
): EditableNote[] {
  return notes.map((note, index) => {
    const words = changes.get(index);
    return words ? withWords(note, words) : note;
  });
}

function moveSyllable(notes: Notes, index: number, step: 1 | -1): EditableNote[] | undefined {
  const [words, target] = [wordsAt(notes, index), index + step];
  if (words.length === 0 || !notes[target]) return undefined;
  const there = wordsAt(notes, target);
  const moved = step > 0 ? words.slice(-1) : words.slice(0, 1);
  const left = step > 0 ? words.slice(0, -1) : words.slice(1);
  const joined = step > 0 ? [...moved, ...there] : [...there, ...moved];
  return withWordsAt(
    notes,
    new Map([
      [index, left],
      [target, joined],
    ]),
  );
}

/** Lets this note hold the word before it, which no longer stops there. */
function holdBefore(notes: Notes, index: number): EditableNote[] | undefined {
  const shifted = wordsAt(notes, index).length > 0 ? shiftLater(notes, index) : [...notes];
  const before = notes.findLastIndex((_, at) => at < index && wordsAt(notes, at).length > 0);
  const words = wordsAt(notes, before);
  const doesStop = words.some(({ stops }) => stops);
  if (!shifted || (!doesStop && wordsAt(notes, index).length === 0)) return undefined;
  const held = words.map(({ stops: _stops, ...word }) => word);
  return doesStop ? withWordsAt(shifted, new Map([[before, held]])) : shifted;
}

/** Up to the first note without words, or the end of the line, whose last syllables then share a note. */
function shiftLater(notes: Notes, index: number): EditableNote[] | undefined {
  if (wordsAt(notes, index).length === 0) return undefined;
  const changes = new Map<number, readonly Syllable[]>([[index, []]]);
  let carried = wordsAt(notes, index);
  for (let at = index + 1; at < notes.length; at += 1) {
    const own = wordsAt(notes, at);
    if (own.length === 0 || own[0]?.starts) {
      // A line keeps its beginning.
      if (own.length > 0 && at - 1 === index) return undefined;
      if (own.length === 0) changes.set(at, carried);
      else changes.set(at - 1, [...(changes.get(at - 1) ?? []), ...carried]);
      return withWordsAt(notes, changes);
    }
    changes.set(at, carried);
    carried = own;
  }
  const last = notes.length - 1;
  changes.set(last, [...(changes.get(last) ?? []), ...carried]);
  return last === index ? undefined : withWordsAt(notes, changes);
}

/** The words after this note come one note earlier each, up to the end of the line. */
function shiftEarlier(notes: Notes, index: number): EditableNote[] | undefined {
  const next = notes.findIndex((_, at) => at > index && wordsAt(notes, at).length > 0);
  if (next < 0 || wordsAt(notes, next)[0]?.starts) return undefined;
  const changes = new Map<number, readonly Syllable[]>();
  const here = wordsAt(notes, index);
  changes.set(
    next - 1,
    next - 1 === index ? [...here, ...wordsAt(notes, next)] : wordsAt(notes, next),
  );
  let at = next;
  for (; at + 1 < notes.length; at += 1) {
    const following = wordsAt(notes, at + 1);
    if (following.length === 0 || following[0]?.starts) break;
    changes.set(at, following);
  }
  changes.set(at, []);
  return withWordsAt(notes, changes);
}

function rewrite(
  notes: Notes,
  index: number,
  syllables: readonly Pick<Syllable, 'text' | 'goesOn'>[],
): EditableNote[] | undefined {
  if (!notes[index]) return undefined;
  const [first] = wordsAt(notes, index);
  const words = syllables.map(({ text, goesOn }, at) => ({
    text,
    ...(goesOn ? { goesOn } : {}),
    ...(at === 0 && first?.starts ? { starts: first.starts } : {}),
  }));
  return withWordsAt(notes, new Map([[index, words]]));
}

/**
 * Moves the line whose beginning is nearest to a note there. Its words keep their order: they go to the
 * notes from this one on that the line had, one each, and those that are left share the last.
 */
function startLine(notes: Notes, index: number): EditableNote[] | undefined {
  const starts = notes.flatMap((_, at) => (wordsAt(notes, at)[0]?.starts ? [at] : []));
  const [start] = starts.toSorted((a, b) => Math.abs(a - index) - Math.abs(b - index));
  if (start === undefined || start === index) return undefined;
  const next = starts.find((at) => at > Math.max(start, index));
  const before = starts.findLast((at) => at < Math.min(start, index));
  const end = next ?? notes.length;
  const words = notes.slice(start, end).flatMap((_, at) => wordsAt(notes, start + at));
  if (before !== undefined && index <= before) return undefined;
  const changes = new Map<number, readonly Syllable[]>();
  const moved = notes.slice(index, start).flatMap((_, at) => wordsAt(notes, index + at));
  for (let at = Math.min(start, index); at < end; at += 1) changes.set(at, []);
  if (moved.length > 0) {
    if (index === 0) return undefined;
    changes.set(index - 1, [...wordsAt(notes, index - 1), ...moved]);
  }
  words.forEach((word, at) => {
    const place = Math.min(index + at, end - 1);
    changes.set(place, [...(changes.get(place) ?? []), word]);
  });
  return withWordsAt(notes, changes);
}
