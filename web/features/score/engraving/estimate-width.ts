import type { AccidentalSign } from '@my-pitch/shared/notation/accidentals';
import type { Clef, Measure, NoteType, ScoreElement } from '@my-pitch/shared/score';

/**
 * Minimum width of each symbol in VexFlow's formatter, in its units: least squares fit to 2000
 * synthetic measures 32 to 284 wide, with a standard error of 11.
 */
const symbolWidths: Readonly<Record<NoteType, number>> = {
  whole: 43,
  half: 43,
  quarter: 24,
  eighth: 22,
  '16th': 24,
  '32nd': 24,
};
const flagWidth = 8;
const dotWidth = 7;
const accidentalWidth = 20;
/** The last symbol needs less width: no symbol follows it. */
const lastSymbolSaves = 23;

/** Estimates the minimum width of a measure's notes, and of the words under them, without VexFlow. */
export function estimateNotesWidth(
  measure: Measure,
  accidentals: readonly (AccidentalSign | undefined)[],
  roomForWords: readonly number[] = [],
): number {
  return measure.elements.reduce(
    (sum, element, index) =>
      sum +
      Math.max(
        symbolWidth(element) + (accidentals[index] ? accidentalWidth : 0),
        roomForWords[index] ?? 0,
      ),
    -lastSymbolSaves,
  );
}

function symbolWidth({ kind, type, dots, ...others }: ScoreElement): number {
  const isFlagged =
    kind === 'note' &&
    !('beam' in others) &&
    (type === 'eighth' || type === '16th' || type === '32nd');
  return symbolWidths[type] + (isFlagged ? flagWidth : 0) + dots * dotWidth;
}

/** Estimates the width of clef and signatures at the start of a row without VexFlow. */
export function estimateSignaturesWidth(
  clef: Clef,
  fifths: number,
  withTimeSignature: boolean,
): number {
  const clefWidth = clef === 'bass' ? 44 : 46;
  return clefWidth + Math.abs(fifths) * 10 + (withTimeSignature ? 32 : 8);
}

/** Estimates the width of signatures that change within a row. */
export function estimateChangeWidth(
  fifths: number,
  fifthsBefore: number | undefined,
  withTimeSignature: boolean,
): number {
  const isNewKey = fifthsBefore !== undefined && fifths !== fifthsBefore;
  const accidentals = isNewKey ? Math.abs(fifths) + Math.abs(fifthsBefore) : 0;
  return accidentals * 10 + (isNewKey ? 12 : 0) + (withTimeSignature ? 32 : 0);
}
