import { normaliseTitle } from '../title.ts';
import type { TimedEvent } from './midi-file-bytes.ts';

/**
 * The title of a format 1 MIDI file: the name of its first track, in UTF-8 as current programs expect.
 * Empty for a score without a title.
 */
export function titleEvents(title: string): readonly TimedEvent[] {
  const text = utf8AsBytes(normaliseTitle(title));
  return text === '' ? [] : [{ tick: 0, order: 0, event: { type: 'trackName', text } }];
}

/** One character per UTF-8 byte, because midi-file writes one byte per character. */
function utf8AsBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
