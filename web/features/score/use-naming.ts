'use client';
import { useLanguage } from '../../lib/messages/use-messages.ts';
import type { NoteNaming } from './engraving/note-names.ts';
import type { ReadingHabits } from './reading-habits.ts';

/** The note naming, with syllables in the reader's language; `undefined` for no names. */
export function useNaming(naming: ReadingHabits['naming']): NoteNaming | undefined {
  const language = useLanguage();
  if (naming === 'syllables' || naming === 'movable') return `${naming}-${language}`;
  return naming === 'none' ? undefined : naming;
}
