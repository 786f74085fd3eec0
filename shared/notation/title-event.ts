import { normaliseTitle } from '../title.ts';
import type { TimedEvent } from './midi-file-bytes.ts';
import { utf8AsBytes } from './text-event.ts';

/**
 * The title of a format 1 MIDI file: the name of its first track, in UTF-8 as current programs expect.
 * Empty for a score without a title.
 */
export function titleEvents(title: string): readonly TimedEvent[] {
  const text = utf8AsBytes(normaliseTitle(title));
  return text === '' ? [] : [{ tick: 0, order: 0, event: { type: 'trackName', text } }];
}
