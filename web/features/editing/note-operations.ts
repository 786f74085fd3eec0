import { ticksPerQuarter } from '@my-pitch/shared/score';
import type { EditableDocument, EditableNote } from './document.ts';

type Notes = readonly EditableNote[];
/** Notes after a correction; `undefined` where it cannot be made. */
type Corrected = EditableNote[] | undefined;

const sixteenth = ticksPerQuarter / 4;
const thirtySecond = ticksPerQuarter / 8;
/** What a note in a triplet moves by: a third of a quarter, then of smaller values. */
const tripletGridTicks = [16, 8, 4] as const;
const binaryGridTicks = [sixteenth, thirtySecond] as const;

/** The steps to try, the largest first, for a note that stays on its own grid. */
export function gridTicks({ startTick, endTick }: EditableNote): readonly number[] {
  const isTernary = startTick % thirtySecond !== 0 || endTick % thirtySecond !== 0;
  return isTernary ? tripletGridTicks : binaryGridTicks;
}

export function deleteNote(notes: Notes, index: number): Corrected {
  return notes.toSpliced(index, 1);
}

/** Two notes of one; `seconds` is when the second was sung, by default in proportion. */
export function splitNote(notes: Notes, index: number, tick: number, seconds?: number): Corrected {
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

/** One note of two, with the pitch of the longer: the shorter is what was misheard. */
export function mergeWithNext(notes: Notes, index: number): Corrected {
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

/** What was sung stays; how far it lies from what is written does not. */
export function transposeNote(notes: Notes, index: number, semitones: number): Corrected {
  const note = notes[index];
  const midi = (note?.midi ?? 0) + semitones;
  if (!note || midi < 0 || midi > 127) return undefined;
  const deviationCents = note.sung.deviationCents - 100 * semitones;
  return notes.with(index, { ...note, midi, sung: { ...note.sung, deviationCents } });
}

/**
 * Moves a note's beginning, and its end too unless the next note follows at once. A note before it
 * gives way, and follows if it touched it.
 */
export function moveNote(notes: Notes, index: number, ticks: number): Corrected {
  const [before, note, next] = [notes[index - 1], notes[index], notes[index + 1]];
  if (!note) return undefined;
  const startTick = note.startTick + ticks;
  const isFollowed = next?.startTick === note.endTick;
  const latestEnd = next?.startTick ?? Number.POSITIVE_INFINITY;
  const endTick = isFollowed ? note.endTick : Math.min(latestEnd, note.endTick + ticks);
  if (startTick < 0 || endTick - startTick < thirtySecond) return undefined;
  const moved = notes.with(index, { ...note, startTick, endTick });
  if (!before) return moved;
  const touches = before.endTick === note.startTick;
  const beforeEnd = touches ? startTick : Math.min(before.endTick, startTick);
  if (beforeEnd - before.startTick < thirtySecond) return undefined;
  return moved.with(index - 1, { ...before, endTick: beforeEnd });
}

/** Moves a note's end; the next note gives way. */
export function resizeNote(notes: Notes, index: number, ticks: number): Corrected {
  const [note, next] = [notes[index], notes[index + 1]];
  if (!note) return undefined;
  const endTick = note.endTick + ticks;
  if (endTick - note.startTick < thirtySecond) return undefined;
  const resized = notes.with(index, { ...note, endTick });
  if (!next || next.startTick >= endTick) return resized;
  if (next.endTick - endTick < thirtySecond) return undefined;
  return resized.with(index + 1, { ...next, startTick: endTick });
}

/** The note of an id: its index, −1 when it is gone. */
export function indexOfNote({ notes }: EditableDocument, id: number): number {
  return notes.findIndex((note) => note.id === id);
}
