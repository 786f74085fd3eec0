'use client';
import { songMessages } from './song-messages.ts';
import type { SongTexts } from './song-texts.ts';
import { useLanguage } from './use-messages.ts';

/** The texts of a finished song in the singer's language; only for what is loaded with one. */
export function useSongMessages(): SongTexts {
  return songMessages[useLanguage()];
}
