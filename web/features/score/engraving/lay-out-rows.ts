import { accidentalsOf } from '@my-pitch/shared/notation/accidentals';
import type { Measure, Score } from '@my-pitch/shared/score';
import { estimateNotesWidth, estimateSignaturesWidth } from './estimate-width.ts';
import { measurePadding } from './row-widths.ts';
import { staffExtent, staffHeight } from './staff-extent.ts';

/** A row of measures and the box in which they are drawn, in VexFlow's units. */
export interface RowLayout {
  readonly firstMeasure: number;
  readonly measureCount: number;
  /** Whether its measures fill the row's width; false only for a last row with fewer measures. */
  readonly fillsWidth: boolean;
  readonly height: number;
  /** From the box's top to the staff's top line. */
  readonly staffTop: number;
  /** The baseline of the tempo, above all other symbols. */
  readonly tempoBaseline: number;
  /** The baseline of the note names, below all other symbols. */
  readonly namesBaseline: number;
}

export interface RowsOptions {
  /** Measures per row, unless they are too crowded. */
  readonly perRow: number;
  /** The row's width in VexFlow's units. */
  readonly width: number;
  readonly withNoteNames: boolean;
}

/** A row that would shrink below this scale moves its last measures to the next row. */
const minScale = 0.72;
const minAbove = 50;
const minBelow = 40;
const clearance = 10;
const tempoHeight = 26;
const namesHeight = 18;
const minNamesDrop = 10;

/**
 * Breaks a score into rows and computes their heights from the notes alone, without drawing, so that
 * the page has its final length before its rows are drawn.
 */
export function layOutRows(score: Score, options: RowsOptions): readonly RowLayout[] {
  const rows: RowLayout[] = [];
  for (let first = 0; first < score.measures.length; ) {
    const measureCount = countThatFits(score, first, options);
    const isLast = first + measureCount === score.measures.length;
    const fillsWidth = !isLast || measureCount >= options.perRow;
    rows.push({
      firstMeasure: first,
      measureCount,
      fillsWidth,
      ...rowBox(score, first, measureCount, options.withNoteNames),
    });
    first += measureCount;
  }
  return rows;
}

function countThatFits(score: Score, first: number, { perRow, width }: RowsOptions): number {
  const start = score.measures[first] as Measure;
  let needed = estimateSignaturesWidth(score.clef, start.keySignature.fifths, first === 0);
  let count = 0;
  for (const measure of score.measures.slice(first, first + perRow)) {
    needed += estimateNotesWidth(measure, accidentalsOf(measure)) + measurePadding;
    if (count > 0 && needed * minScale > width) break;
    count += 1;
  }
  return count;
}

function rowBox(score: Score, first: number, count: number, withNoteNames: boolean) {
  const measures = score.measures.slice(first, first + count);
  const { above, below } = staffExtent(measures, score.clef);
  const start = measures[0]?.startTick ?? 0;
  const last = measures.at(-1);
  const end = last ? last.startTick + last.lengthTicks : start;
  const hasTempo = score.tempos.some(({ tick }) => tick >= start && tick < end);
  const room = Math.max(0, above) + clearance;
  const staffTop = Math.max(minAbove, room + (hasTempo ? tempoHeight : 0));
  const staffBottom = staffTop + staffHeight;
  const names = withNoteNames ? namesHeight : 0;
  return {
    staffTop,
    tempoBaseline: staffTop - room,
    namesBaseline: staffBottom + Math.max(minNamesDrop, below) + namesHeight,
    height: staffBottom + Math.max(minBelow, Math.max(0, below) + clearance) + names,
  };
}
