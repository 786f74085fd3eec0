import type { EditableNote } from '../../editable-document.ts';
import type { Syllable } from '../syllable.ts';

/** Quarter notes one after another, a second each, with these words: `''` for a held note. */
export function sungNotes(words: readonly (string | readonly Syllable[])[]): EditableNote[] {
  return words.map((word, id) => ({
    id,
    startTick: 48 * id,
    endTick: 48 * (id + 1),
    midi: 60,
    sung: {
      ...{ startSeconds: id, endSeconds: id + 0.9, centreMidi: 60, deviationCents: 0 },
      ...{ confidence: 1, loudnessDb: -20 },
    },
    isAnchor: true,
    ...syllablesOf(word),
  }));
}

function syllablesOf(word: string | readonly Syllable[]): Pick<EditableNote, 'syllables'> {
  if (word === '') return {};
  return { syllables: typeof word === 'string' ? [{ text: word }] : [...word] };
}

/** The texts of a verse's syllables, in order. */
export function textsOf(notes: readonly EditableNote[], verse = 1): string[] {
  return notes
    .flatMap(({ syllables = [] }) => syllables)
    .filter((syllable) => (syllable.verse ?? 1) === verse)
    .map(({ text }) => text);
}
