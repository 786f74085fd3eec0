import type { EditableDocument, EditableNote } from '@my-pitch/shared/editable-document';
import { isWritable } from '@my-pitch/shared/notation/score-of-document';
import { ticksPerQuarter } from '@my-pitch/shared/score';

const sixteenth = ticksPerQuarter / 4;
const thirtySecond = ticksPerQuarter / 8;
const tripletThirtySecond = ticksPerQuarter / 12;

/**
 * A document that can be notated: unchanged, or with off-grid notes moved to the nearest sixteenth, or
 * else with all notes moved.
 */
export function fitToGrid(document: EditableDocument): EditableDocument {
  if (isWritable(document)) return document;
  const some = snap(document, ({ startTick, endTick }) => isOff(startTick) || isOff(endTick));
  return isWritable(some) ? some : snapToSixteenths(document);
}

/** A document with all notes moved to the nearest sixteenths. */
export function snapToSixteenths(document: EditableDocument): EditableDocument {
  return snap(document, () => true);
}

function isOff(tick: number): boolean {
  return tick % thirtySecond !== 0 && tick % tripletThirtySecond !== 0;
}

/** Moves notes to the grid; overlaps push later notes to the right. */
function snap(
  document: EditableDocument,
  isSnapped: (note: EditableNote) => boolean,
): EditableDocument {
  let free = 0;
  const notes = document.notes.map((note): EditableNote => {
    const isKept = !isSnapped(note) && note.startTick >= free;
    const startTick = isKept
      ? note.startTick
      : Math.max(Math.ceil(free / sixteenth) * sixteenth, nearest(note.startTick));
    const endTick = isKept ? note.endTick : Math.max(startTick + sixteenth, nearest(note.endTick));
    free = endTick;
    return { ...note, startTick, endTick };
  });
  return { ...document, notes, pickupTicks: nearest(document.pickupTicks) };
}

function nearest(tick: number): number {
  return Math.round(tick / sixteenth) * sixteenth;
}
