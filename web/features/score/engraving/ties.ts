import type { StaveNote } from 'vexflow/core';
import type { BuiltMeasure } from './build-measure.ts';
import { rounded } from './row-layer.ts';

/** The ends of a tie, in VexFlow's units. */
export interface TieEnds {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** 1 below the notes, −1 above. */
  readonly side: 1 | -1;
}

/** From a note's middle to the ends of its ties. */
const noteDistance = 7;
/** The ends reach over the notes' heads, so that short ties are less steep. */
const headOverlap = 2;
const minHeight = 3;
const maxHeight = 11;
/** How far a tie reaches from its notes' middle at most. */
export const tieReach = noteDistance + maxHeight;
/** Between the tie from the row above and the clef or key signature. */
const signatureDistance = 4;
const middleThickness = 2.4;
const endThickness = 0.9;
/** A cubic curve reaches three quarters of the height of its control points. */
const controlReach = 4 / 3;

/** How far the middle of a tie is from its ends: long ties are flatter than short ones, but higher. */
export function tieHeight(length: number): number {
  return Math.min(maxHeight, Math.max(minHeight, 2 + 0.09 * length));
}

/** The outline of a tie, counter-clockwise as in `RowLayer`. */
export function tiePath({ left, right, y, side }: TieEnds): string {
  const length = right - left;
  const shoulder = length / 4;
  const outer = tieHeight(length);
  const inner = outer - middleThickness;
  const curve = (from: number, to: number, start: number, height: number) => {
    const inward = from < to ? shoulder : -shoulder;
    const control = rounded(y + side * (start + (height - start) * controlReach));
    const end = rounded(y + side * start);
    return `C${rounded(from + inward)} ${control} ${rounded(to - inward)} ${control} ${rounded(to)} ${end}`;
  };
  const half = endThickness / 2;
  // On the screen y grows downwards: counter-clockwise is to the left along the upper curve.
  const [upper, lower] = side > 0 ? ([-half, inner] as const) : ([half, outer] as const);
  const [lowerStart, lowerHeight] = side > 0 ? ([half, outer] as const) : ([-half, inner] as const);
  return [
    `M${rounded(right)} ${rounded(y + side * upper)}`,
    curve(right, left, upper, lower),
    `L${rounded(left)} ${rounded(y + side * lowerStart)}`,
    curve(left, right, lowerStart, lowerHeight),
    'Z',
  ].join('');
}

/**
 * The ties of a row, including the halves of those from the row above and to the row below.
 * @param start where the notes' part of the row begins, after clef and signatures.
 * @param end the row's last barline.
 */
export function tiesOf(
  built: readonly BuiltMeasure[],
  start: number,
  end: number,
): readonly TieEnds[] {
  const all = built.flatMap(({ plan, notes }) =>
    plan.elements.map(({ element }, index) => ({ element, note: notes[index] as StaveNote })),
  );
  return all.flatMap(({ element, note }, index) => {
    if (element.kind !== 'note') return [];
    const next = all[index + 1]?.note;
    const isFromRowAbove = element.tiedFromPrevious && index === 0;
    return [
      ...(isFromRowAbove
        ? [tieAt(note, note, start + signatureDistance, note.getTieLeftX() + headOverlap)]
        : []),
      ...(element.tiedToNext
        ? [
            tieAt(
              note,
              next ?? note,
              note.getTieRightX() - headOverlap,
              next ? next.getTieLeftX() + headOverlap : end,
            ),
          ]
        : []),
    ];
  });
}

function tieAt(first: StaveNote, last: StaveNote, left: number, right: number): TieEnds {
  // Opposite to the stems; above if they differ.
  const isBelow = first.getStemDirection() > 0 && last.getStemDirection() > 0;
  const side = isBelow ? 1 : -1;
  return { left, right, y: (first.getYs()[0] ?? 0) + side * noteDistance, side };
}
