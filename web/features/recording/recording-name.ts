import type { Language } from '@my-pitch/shared/language';
import { nameOfMoment } from '../../lib/messages/moment-text.ts';

const extensions = [
  ['webm', 'webm'],
  ['mp4', 'm4a'],
  ['ogg', 'ogg'],
] as const;

/**
 * The file name of a recording, with its date in words: it is the song's title.
 * @param name composes the name from the date.
 */
export function recordingName(
  name: (moment: string) => string,
  startedAt: Date,
  contentType: string,
  language: Language,
): string {
  const extension = extensions.find(([container]) => contentType.includes(container))?.[1];
  return `${name(nameOfMoment(startedAt, language))}.${extension ?? 'webm'}`;
}
