import type { EditableNote } from '../editable-document.ts';
import { layWords } from './lay-words.ts';
import { withSyllables } from './lyrics-of-notes.ts';
import type { WordLine } from './parse-words.ts';
import { type Syllable, verseOf } from './syllable.ts';

/**
 * The notes with these words as a verse, in place of the words that the verse had; without lines they have
 * none. A later verse is laid under the notes that have words of the first.
 * @returns `undefined` when there are far more syllables than notes.
 */
export function setWords(
  notes: readonly EditableNote[],
  lines: readonly WordLine[],
  verse = 1,
): EditableNote[] | undefined {
  const bare = notes.map((note) => withoutVerse(note, verse));
  if (lines.length === 0) return bare;
  const isLaid = ({ syllables = [] }: EditableNote) =>
    verse === 1 || syllables.some((each) => verseOf(each) === 1);
  const places = bare.flatMap((note, index) => (isLaid(note) ? [index] : []));
  const laid = layWords(
    places.map((index) => laidNote(bare[index] as EditableNote)),
    lines,
  );
  if (!laid) return undefined;
  const added = new Map<number, Syllable[]>();
  let syllable = 0;
  for (const line of lines) {
    for (const [at, { text, goesOn }] of line.syllables.entries()) {
      const place = laid.notes[syllable] as number;
      const stops = laid.spare.has(place + 1) && laid.notes[syllable + 1] !== place;
      const index = places[place] as number;
      added.set(index, [
        ...(added.get(index) ?? []),
        {
          text,
          ...(verse > 1 ? { verse } : {}),
          ...(goesOn ? { goesOn } : {}),
          ...(stops ? { stops } : {}),
          ...(at === 0 ? { starts: line.startsStanza ? 'stanza' : 'line' } : {}),
        },
      ]);
      syllable += 1;
    }
  }
  return bare.map((note, index) => withAdded(note, added.get(index)));
}

function laidNote({ sung: { startSeconds, endSeconds }, midi }: EditableNote) {
  return { startSeconds, endSeconds, midi };
}

function withoutVerse(note: EditableNote, verse: number): EditableNote {
  const { syllables = [], ...silent } = note;
  const others = syllables.filter((each) => verseOf(each) !== verse);
  return others.length === syllables.length ? note : { ...silent, ...withSyllables(others) };
}

function withAdded(note: EditableNote, added: readonly Syllable[] | undefined): EditableNote {
  if (!added) return note;
  const all = [...(note.syllables ?? []), ...added];
  return { ...note, ...withSyllables(all.toSorted((a, b) => verseOf(a) - verseOf(b))) };
}

/**
 * The words of a verse as text to edit: lines, an empty line before each stanza, and a hyphen between the
 * syllables of a word, so that reading the text again gives the same syllables.
 */
export function wordsText(notes: readonly EditableNote[], verse = 1): string {
  const syllables = notes
    .flatMap((note) => note.syllables ?? [])
    .filter((each) => verseOf(each) === verse);
  return syllables
    .map(({ text, starts }, index) => {
      const before = syllables[index - 1];
      if (!before) return text;
      if (starts) return `${starts === 'stanza' ? '\n\n' : '\n'}${text}`;
      return before.goesOn ? `-${text}` : ` ${text}`;
    })
    .join('');
}
