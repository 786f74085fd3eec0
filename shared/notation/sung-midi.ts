import { lyricEvents } from '../lyrics/lyric-events.ts';
import { midiOf } from '../pitch-names.ts';
import type { Score } from '../score.ts';
import { midiFileBytes, type TimedEvent } from './midi-file-bytes.ts';
import { titleEvents } from './title-event.ts';

const ticksPerQuarter = 480;
/** At 125 quarters per minute and 480 ticks per quarter, a tick is exactly 1 ms. */
const microsecondsPerQuarter = 480_000;

/** The loudness range of a sung recording in dBFS and the velocity range it maps to. */
const minDb = -50;
const maxDb = -8;
const minVelocity = 40;
const maxVelocity = 112;

/**
 * The performed notes as MIDI: onsets and offsets in milliseconds of the recording, written pitches,
 * velocities from loudness, and the words. The file has no meaningful bars or beats.
 */
export function renderSungMidi(score: Score): Uint8Array {
  const midis = writtenPitches(score);
  const events = score.sungNotes.flatMap((note, i): TimedEvent[] => {
    const noteNumber = midis.get(i);
    if (noteNumber === undefined) return [];
    const start = Math.round(note.startSeconds * 1000);
    const end = Math.max(start + 1, Math.round(note.endSeconds * 1000));
    const velocity = velocityOf(note.loudnessDb);
    const on = { type: 'noteOn', channel: 0, noteNumber, velocity } as const;
    const off = { type: 'noteOff', channel: 0, noteNumber, velocity: 0 } as const;
    return [
      { tick: start, order: 2, event: on },
      { tick: end, order: 1, event: off },
    ];
  });
  const tempo: TimedEvent = {
    tick: 0,
    order: 0,
    event: { type: 'setTempo', microsecondsPerBeat: microsecondsPerQuarter },
  };
  const name: TimedEvent = { tick: 0, order: 0, event: { type: 'trackName', text: 'Voice' } };
  const lyrics = lyricEvents(score, (index) => {
    const note = midis.has(index) ? score.sungNotes[index] : undefined;
    return note && Math.round(note.startSeconds * 1000);
  });
  return midiFileBytes(ticksPerQuarter, [
    [...titleEvents(score.title), tempo],
    [name, ...events, ...lyrics],
  ]);
}

function writtenPitches(score: Score): Map<number, number> {
  const elements = score.measures.flatMap((measure) => measure.elements);
  return new Map(
    elements.flatMap((element) =>
      element.kind === 'note' ? [[element.sungNote, midiOf(element.pitch)] as const] : [],
    ),
  );
}

function velocityOf(loudnessDb: number): number {
  const fraction = (loudnessDb - minDb) / (maxDb - minDb);
  return Math.round(minVelocity + (maxVelocity - minVelocity) * Math.min(1, Math.max(0, fraction)));
}
