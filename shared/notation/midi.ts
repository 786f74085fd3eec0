import { chordLabel } from '../chords/chord-label.ts';
import { lyricEvents } from '../lyrics/lyric-events.ts';
import { midiOf } from '../pitch-names.ts';
import { type Score, ticksPerQuarter } from '../score.ts';
import { chordTrack } from './chord-track.ts';
import { midiFileBytes, type TimedEvent } from './midi-file-bytes.ts';
import { titleEvents } from './title-event.ts';

const midiTicksPerQuarter = 480;
const scale = midiTicksPerQuarter / ticksPerQuarter;
const velocity = 80;

/**
 * The quantised score as a format 1 MIDI file with 480 ticks per quarter: a conductor track with
 * title, tempo, time and key signatures and the names of chords, and the voice with its words. Tied notes
 * become one note.
 * @param playsChords adds a track that plays the chords.
 */
export function renderMidi(score: Score, { playsChords = false } = {}): Uint8Array {
  const events = [
    [...titleEvents(score.title), ...conductorEvents(score)],
    voiceEvents(score),
    ...(playsChords ? [chordTrack(score)] : []),
  ];
  const tracks = events.map((track) =>
    track.map((timed) => ({ ...timed, tick: timed.tick * scale })),
  );
  return midiFileBytes(midiTicksPerQuarter, tracks);
}

function conductorEvents(score: Score): TimedEvent[] {
  const events: TimedEvent[] = score.tempos.map(({ tick, quarterBpm }) => ({
    tick,
    order: 0,
    event: { type: 'setTempo', microsecondsPerBeat: Math.round(60_000_000 / quarterBpm) },
  }));
  score.measures.forEach(({ startTick, timeSignature, keySignature }, i) => {
    const before = score.measures[i - 1];
    if (JSON.stringify(timeSignature) !== JSON.stringify(before?.timeSignature)) {
      const { beats: numerator, beatType: denominator } = timeSignature;
      events.push({
        tick: startTick,
        order: 1,
        event: { type: 'timeSignature', numerator, denominator, metronome: 24, thirtyseconds: 8 },
      });
    }
    if (JSON.stringify(keySignature) !== JSON.stringify(before?.keySignature)) {
      const minor = keySignature.mode === 'minor' ? 1 : 0;
      events.push({
        tick: startTick,
        order: 2,
        event: { type: 'keySignature', key: keySignature.fifths, scale: minor },
      });
    }
  });
  return [...events, ...chordEvents(score)];
}

/** Markers with the names of the chords. */
function chordEvents({ chords = [] }: Score): TimedEvent[] {
  return chords.map((chord) => ({
    tick: chord.startTick,
    order: 3,
    event: { type: 'marker', text: chordLabel(chord, 'letters') },
  }));
}

function voiceEvents(score: Score): TimedEvent[] {
  const events: TimedEvent[] = [{ tick: 0, order: 0, event: { type: 'trackName', text: 'Voice' } }];
  const starts = new Map<number, number>();
  for (const element of score.measures.flatMap((measure) => measure.elements)) {
    if (element.kind === 'rest') continue;
    const noteNumber = midiOf(element.pitch);
    const { startTick, durationTicks } = element;
    if (!element.tiedFromPrevious) {
      const event = { type: 'noteOn', channel: 0, noteNumber, velocity } as const;
      events.push({ tick: startTick, order: 2, event });
      starts.set(element.sungNote, startTick);
    }
    if (!element.tiedToNext) {
      const event = { type: 'noteOff', channel: 0, noteNumber, velocity: 0 } as const;
      events.push({ tick: startTick + durationTicks, order: 1, event });
    }
  }
  return [...events, ...lyricEvents(score, (sungNote) => starts.get(sungNote))];
}
