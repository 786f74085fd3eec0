import type { EditableNote } from '../editable-document.ts';
import { ticksPerQuarter } from '../score.ts';
import { withSyllables } from './lyrics-of-notes.ts';
import { maxSyllablesOfNote, type Syllable, verseOf } from './syllable.ts';

type Notes = readonly EditableNote[];

/** A note that begins later than this after another does not hold its word. */
const maxHeldGapTicks = ticksPerQuarter;

/**
 * The notes after an edit, with the words of the notes before it:
 * - words stay with the id of their note, wherever it moves;
 * - a new note has no words, so the second half of a split note is held;
 * - the words of a note that was merged into another follow or precede the words of that one;
 * - the words of a deleted note go to the note after it if that one was held, or else join those of the
 *   note before it; the first word of a line joins those of the note after it instead;
 * - with the last note its words go.
 */
export function keepWords(before: Notes, after: Notes): EditableNote[] {
  if (before.every(({ syllables }) => syllables === undefined)) return [...after];
  const known = new Set(before.map(({ id }) => id));
  const left = new Set(after.map(({ id }) => id));
  const moved = new Map<EditableNote, EditableNote[]>();
  for (const [index, gone] of before.entries()) {
    if (left.has(gone.id) || !gone.syllables) continue;
    const target = targetOf(gone, heldAfter(before, index), after);
    if (target) moved.set(target, [...(moved.get(target) ?? []), gone]);
  }
  return after.map((note) => {
    const arrived = moved.get(note) ?? [];
    const { syllables, ...silent } = note;
    if (arrived.length === 0) return known.has(note.id) || !syllables ? note : silent;
    const own = known.has(note.id) ? [note] : [];
    return { ...silent, ...withSyllables(inOrder([...own, ...arrived])) };
  });
}

/** The id of the note after one, if it holds its word. */
function heldAfter(before: Notes, index: number): number | undefined {
  const [note, next] = [before[index], before[index + 1]];
  if (!note || !next || next.syllables) return undefined;
  return next.startTick - note.endTick <= maxHeldGapTicks ? next.id : undefined;
}

/** The note that gets the words of a note that is gone. */
function targetOf(
  gone: EditableNote,
  held: number | undefined,
  after: Notes,
): EditableNote | undefined {
  const tick = gone.startTick;
  const covering = after.find(({ startTick, endTick }) => startTick <= tick && tick < endTick);
  if (covering) return covering;
  const next = after.find(({ startTick }) => startTick > tick);
  const previous = after.findLast(({ startTick }) => startTick < tick);
  if (next && (next.id === held || gone.syllables?.[0]?.starts)) return next;
  return previous ?? next;
}

/** The syllables of some notes, verse by verse and in time order. */
function inOrder(notes: readonly EditableNote[]): Syllable[] {
  return notes
    .toSorted((a, b) => a.startTick - b.startTick)
    .flatMap(({ syllables = [] }) => syllables)
    .toSorted((a, b) => verseOf(a) - verseOf(b))
    .slice(0, maxSyllablesOfNote);
}
