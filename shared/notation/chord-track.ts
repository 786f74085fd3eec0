import { voiceChord } from '../chords/voice-chord.ts';
import type { Score } from '../score.ts';
import type { TimedEvent } from './midi-file-bytes.ts';

/** Softer than the voice. */
const velocity = 52;
/** The voice has channel 0. */
const channel = 1;

/** A MIDI track that plays the chords, each until the next one or the end; ticks are those of the score. */
export function chordTrack({ chords = [], measures }: Score): TimedEvent[] {
  const last = measures.at(-1);
  const endTick = last ? last.startTick + last.lengthTicks : 0;
  const notes = chords.flatMap(({ startTick, symbol }, i): TimedEvent[] => {
    const stopTick = chords[i + 1]?.startTick ?? endTick;
    if (!symbol || stopTick <= startTick) return [];
    return voiceChord(symbol).flatMap((noteNumber): TimedEvent[] => [
      { tick: startTick, order: 2, event: { type: 'noteOn', channel, noteNumber, velocity } },
      { tick: stopTick, order: 1, event: { type: 'noteOff', channel, noteNumber, velocity: 0 } },
    ]);
  });
  return [{ tick: 0, order: 0, event: { type: 'trackName', text: 'Chords' } }, ...notes];
}
