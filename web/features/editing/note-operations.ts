import type { EditableDocument, EditableNote } from '@my-pitch/shared/editable-document';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import { isMeasured } from '../pitch/judge.ts';

type Notes = readonly EditableNote[];
/** Notes after an edit; `undefined` when it is impossible. */
type Edited = EditableNote[] | undefined;

const sixteenth = ticksPerQuarter / 4;
const thirtySecond = ticksPerQuarter / 8;
/** Grid units of triplets: a third of a quarter, of an eighth, of a sixteenth. */
const tripletGridTicks = [16, 8, 4] as const;
const binaryGridTicks = [sixteenth, thirtySecond] as const;

/** The units of a note's grid, binary or triplet, largest first. */
export function gridTicks({ startTick, endTick }: EditableNote): readonly number[] {
  const isTernary = startTick % thirtySecond !== 0 || endTick % thirtySecond !== 0;
  return isTernary ? tripletGridTicks : binaryGridTicks;
}

export function deleteNote(notes: Notes, index: number): Edited {
  return notes.toSpliced(index, 1);
}

/** Splits a note at a tick. `seconds` is the sung onset of the second half, by default in proportion. */
export function splitNote(notes: Notes, index: number, tick: number, seconds?: number): Edited {
  const note = notes[index];
  if (!note || tick <= note.startTick || tick >= note.endTick) return undefined;
  const { startSeconds, endSeconds } = note.sung;
  const share = (tick - note.startTick) / (note.endTick - note.startTick);
  const isInside = seconds !== undefined && seconds > startSeconds && seconds < endSeconds;
  const at = isInside ? seconds : startSeconds + share * (endSeconds - startSeconds);
  const id = 1 + Math.max(...notes.map((other) => other.id));
  return notes.toSpliced(
    index,
    1,
    { ...note, endTick: tick, sung: { ...note.sung, endSeconds: at } },
    { ...note, id, startTick: tick, sung: { ...note.sung, startSeconds: at } },
  );
}

/** Merges two notes and keeps the pitch of the longer: the shorter one is the likelier error. */
export function mergeWithNext(notes: Notes, index: number): Edited {
  const [note, next] = [notes[index], notes[index + 1]];
  if (!note || !next) return undefined;
  const longer = lengthOf(next) > lengthOf(note) ? next : note;
  const { startSeconds } = note.sung;
  const { endSeconds } = next.sung;
  return notes.toSpliced(index, 2, {
    ...note,
    endTick: next.endTick,
    midi: longer.midi,
    sung: { ...longer.sung, startSeconds, endSeconds },
  });
}

function lengthOf({ sung }: EditableNote): number {
  return sung.endSeconds - sung.startSeconds;
}

/**
 * Changes the written pitch. The sung pitch stays, so the deviation from the written pitch changes; a
 * note that was not measured counts as sung as written.
 */
export function transposeNote(notes: Notes, index: number, semitones: number): Edited {
  const note = notes[index];
  const midi = (note?.midi ?? 0) + semitones;
  if (!note || midi < 0 || midi > 127) return undefined;
  if (!isMeasured(note.sung)) {
    return notes.with(index, { ...note, midi, sung: { ...note.sung, centreMidi: midi } });
  }
  const deviationCents = note.sung.deviationCents - 100 * semitones;
  return notes.with(index, { ...note, midi, sung: { ...note.sung, deviationCents } });
}

/**
 * Moves a note's onset, and its offset too unless the next note follows directly. The note before is
 * shortened if they overlap; if they touched, they still do.
 */
export function moveNote(notes: Notes, index: number, ticks: number): Edited {
  const [before, note, next] = [notes[index - 1], notes[index], notes[index + 1]];
  if (!note) return undefined;
  const startTick = note.startTick + ticks;
  const isFollowed = next?.startTick === note.endTick;
  const maxEndTick = next?.startTick ?? Number.POSITIVE_INFINITY;
  const endTick = isFollowed ? note.endTick : Math.min(maxEndTick, note.endTick + ticks);
  if (startTick < 0 || endTick - startTick < thirtySecond) return undefined;
  const moved = notes.with(index, { ...note, startTick, endTick });
  if (!before) return moved;
  const touches = before.endTick === note.startTick;
  const beforeEnd = touches ? startTick : Math.min(before.endTick, startTick);
  if (beforeEnd - before.startTick < thirtySecond) return undefined;
  return moved.with(index - 1, { ...before, endTick: beforeEnd });
}

/** Moves a note's offset; the next note is shortened if they overlap. */
export function resizeNote(notes: Notes, index: number, ticks: number): Edited {
  const [note, next] = [notes[index], notes[index + 1]];
  if (!note) return undefined;
  const endTick = note.endTick + ticks;
  if (endTick - note.startTick < thirtySecond) return undefined;
  const resized = notes.with(index, { ...note, endTick });
  if (!next || next.startTick >= endTick) return resized;
  if (next.endTick - endTick < thirtySecond) return undefined;
  return resized.with(index + 1, { ...next, startTick: endTick });
}

/** The index of the note with an id, or −1. */
export function indexOfNote({ notes }: EditableDocument, id: number): number {
  return notes.findIndex((note) => note.id === id);
}
