import type { EditableNote } from '../editable-document.ts';
import type { Score } from '../score.ts';
import type { Syllable } from './syllable.ts';

/** The `lyrics` of a score from the syllables of its notes; nothing for notes without words. */
export function lyricsOf(notes: readonly Pick<EditableNote, 'syllables'>[]): Pick<Score, 'lyrics'> {
  const lyrics = notes.flatMap(({ syllables = [] }, sungNote) =>
    syllables.map((syllable) => ({ ...syllable, sungNote })),
  );
  return lyrics.length > 0 ? { lyrics } : {};
}

/** The syllables of a score by their sung note. */
export function syllablesBySungNote({
  lyrics = [],
}: Pick<Score, 'lyrics'>): ReadonlyMap<number, Syllable[]> {
  const byNote = new Map<number, Syllable[]>();
  for (const { sungNote, ...syllable } of lyrics) {
    const syllables = byNote.get(sungNote);
    if (syllables) syllables.push(syllable);
    else byNote.set(sungNote, [syllable]);
  }
  return byNote;
}

/** The field of a note with these syllables; nothing for a note without any. */
export function withSyllables(
  syllables: readonly Syllable[] | undefined,
): Pick<EditableNote, 'syllables'> {
  return syllables && syllables.length > 0 ? { syllables: [...syllables] } : {};
}
