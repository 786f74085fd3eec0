import { type MidiEvent, writeMidi } from 'midi-file';

export interface TimedEvent {
  readonly tick: number;
  /** Order of events at the same tick, lower first: a note-off precedes the next note-on. */
  readonly order: number;
  readonly event: Record<string, unknown> & { readonly type: MidiEvent['type'] };
}

/** A format 1 MIDI file. The events of a track may be in any order. */
export function midiFileBytes(
  ticksPerQuarter: number,
  tracks: readonly (readonly TimedEvent[])[],
): Uint8Array {
  const header = { format: 1, numTracks: tracks.length, ticksPerBeat: ticksPerQuarter } as const;
  return Uint8Array.from(writeMidi({ header, tracks: tracks.map(toTrack) }));
}

function toTrack(events: readonly TimedEvent[]): MidiEvent[] {
  const inOrder = [...events].sort((a, b) => a.tick - b.tick || a.order - b.order);
  let last = 0;
  const track = inOrder.map(({ tick, event }) => {
    const deltaTime = tick - last;
    last = tick;
    return { deltaTime, ...event } as MidiEvent;
  });
  return [...track, { deltaTime: 0, type: 'endOfTrack', meta: true }];
}
