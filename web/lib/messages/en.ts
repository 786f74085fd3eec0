import { homeEn } from '../../features/home/messages-en.ts';
import { recentSongsEn } from '../../features/recent-songs/messages-en.ts';
import { recordingEn } from '../../features/recording/messages-en.ts';
import { songEn } from '../../features/song/messages-en.ts';
import { uploadEn } from '../../features/upload/messages-en.ts';
import { waitingEn } from '../../features/waiting/messages-en.ts';
import type { Widen } from './widen.ts';

const texts = {
  switchTo: { label: '한국어' },
  ...homeEn,
  ...recentSongsEn,
  ...recordingEn,
  ...songEn,
  ...uploadEn,
  ...waitingEn,
  missingPage: 'We cannot find this page',
  licence: 'The separation model is for personal and research use.',
  privacy: 'Songs are deleted after a day, results after seven.',
} as const;

/** The texts that every page loads; those of a finished song are in `song-messages.ts`. */
export type Messages = Widen<typeof texts>;

export const en: Messages = texts;
