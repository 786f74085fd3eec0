'use client';
import { songMessages } from './song-messages.ts';
import type { SongTexts } from './song-texts.ts';
import { useLanguage } from './use-messages.ts';

/** The texts of a finished song in the user's language; only for components that are loaded with it. */
export function useSongMessages(): SongTexts {
  return songMessages[useLanguage()];
}
