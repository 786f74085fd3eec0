import type { StaveNote } from 'vexflow/core';
import type { BuiltMeasure } from './build-measure.ts';
import { type TieEnds, tieHeight } from './ties.ts';

/** A symbol's box, in VexFlow's units; it reaches down to the staff. */
export interface Obstacle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** Text on a baseline. */
interface NumberBox {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

const headRadius = 5;
/** Ledger lines are longer than a head by this, on either side. */
const ledgerReach = 4;
/** How far an accidental reaches above its line; a flat is the highest. */
const accidentalReach = 18;
/** How far the number or bracket of a triplet reaches above the stems. */
const tupletReach = 20;
/** From a number sideways and down to a symbol: closer, they look like one sign. */
const gapBeside = 10;
const gapBelow = 4;

/** The symbols beside a measure's barlines: its first and its last note. */
export function notesAtBarlines({ plan, notes }: BuiltMeasure): readonly Obstacle[] {
  const ends = [...new Set([0, notes.length - 1])];
  return ends.flatMap((index) => {
    const [note, planned] = [notes[index], plan.elements[index]];
    if (!note || planned?.element.kind !== 'note') return [];
    return [
      obstacleOf(note, planned.accidental !== undefined, planned.element.tuplet !== undefined),
    ];
  });
}

function obstacleOf(note: StaveNote, hasAccidental: boolean, isInTuplet: boolean): Obstacle {
  const head = note.getYs()[0] ?? 0;
  const isStemUp = note.hasStem() && note.getStemDirection() > 0;
  const stemTop = isStemUp ? note.getStemExtents().topY - (isInTuplet ? tupletReach : 0) : head;
  const top = Math.min(head - headRadius, stemTop, hasAccidental ? head - accidentalReach : head);
  const { modLeftPx } = note.getMetrics();
  return {
    left: note.getNoteHeadBeginX() - Math.max(ledgerReach, modLeftPx),
    right: note.getNoteHeadEndX() + ledgerReach,
    top,
  };
}

/** The ties above the notes: one that crosses a barline would cross the barline's number, too. */
export function tiesAbove(ties: readonly TieEnds[]): readonly Obstacle[] {
  return ties
    .filter(({ side }) => side < 0)
    .map(({ left, right, y }) => ({ left, right, top: y - tieHeight(right - left) }));
}

/** The baseline on which a number touches no symbol: as wanted, or higher. */
export function clearBaseline(
  { left, right, baseline }: NumberBox,
  obstacles: readonly Obstacle[],
): number {
  return obstacles
    .filter((symbol) => symbol.left < right + gapBeside && symbol.right > left - gapBeside)
    .reduce((highest, { top }) => Math.min(highest, top - gapBelow), baseline);
}
