import { normaliseTitle } from '../title.ts';
import type { TimedEvent } from './midi-file-bytes.ts';

/**
 * The name of a format 1 MIDI file, which is that of its first track: the title in UTF-8, as today's
 * programs read it. None for a score without a title.
 */
export function titleEvents(title: string): readonly TimedEvent[] {
  const text = utf8AsBytes(normaliseTitle(title));
  return text === '' ? [] : [{ tick: 0, order: 0, event: { type: 'trackName', text } }];
}

/** A text whose characters are the bytes of UTF-8: the MIDI library writes one byte for each. */
function utf8AsBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
