import { versesOf } from '@my-pitch/shared/lyrics/sung-words';
import { accidentalsOf } from '@my-pitch/shared/notation/accidentals';
import type { Measure, Score } from '@my-pitch/shared/score';
import { chordsAbove, estimateChordsWidth } from '../../chords/planned-chords.ts';
import { wordsUnder } from '../../lyrics/planned-words.ts';
import { wordGap, wordWidth } from '../../lyrics/word-width.ts';
import { type BrokenRow, breakRows, type MeasureNeed } from './break-rows.ts';
import {
  estimateChangeWidth,
  estimateNotesWidth,
  estimateSignaturesWidth,
} from './estimate-width.ts';
import { measurePadding, tightestSpacing } from './row-widths.ts';
import { staffExtent, staffHeight } from './staff-extent.ts';

/** A row of measures and the box in which they are drawn, in VexFlow's units. */
export interface RowLayout {
  readonly firstMeasure: number;
  readonly measureCount: number;
  /** Whether its measures fill the row's width; false only for a last row with much less music. */
  readonly fillsWidth: boolean;
  readonly height: number;
  /** From the box's top to the staff's top line. */
  readonly staffTop: number;
  /** The baseline of the tempo, above all other symbols. */
  readonly tempoBaseline: number;
  /** The baseline of the chords, between the tempo and all other symbols. */
  readonly chordsBaseline: number;
  /** The baseline of the note names, below all other symbols. */
  readonly namesBaseline: number;
  /** The baseline of the first verse, below the names. */
  readonly wordsBaseline: number;
  /** The verses that have a line under the row. */
  readonly verses: readonly number[];
}

export interface RowsOptions {
  /** The maximum of measures per row. */
  readonly perRow: number;
  /** The row's width in VexFlow's units. */
  readonly width: number;
  readonly withNoteNames: boolean;
}

/** A last row with a smaller share of the music of the other rows is not stretched. */
const minLastShare = 0.6;
const minAbove = 42;
const minBelow = 28;
const clearance = 10;
const tempoHeight = 26;
const chordsHeight = 24;
/** Chords stand clear above the numbers of measures, too. */
const minBelowChords = 32;
const namesHeight = 18;
const minNamesDrop = 10;
const wordsHeight = 18;
const wordsMargin = 6;

/**
 * Breaks a score into rows and computes their heights from the notes alone, without drawing, so that
 * the page has its final length before its rows are drawn.
 */
export function layOutRows(score: Score, options: RowsOptions): readonly RowLayout[] {
  const { perRow, width, withNoteNames } = options;
  const needs = score.measures.map((measure, index) =>
    measureNeed(score, measure, score.measures[index - 1]),
  );
  const broken = breakRows(needs, { maxPerRow: perRow, rowWidth: width });
  let next = 0;
  return broken.map(({ measureCount }, index) => {
    const firstMeasure = next;
    next += measureCount;
    const fillsWidth = index < broken.length - 1 || doesLastFill(broken, perRow);
    const box = rowBox(score, firstMeasure, measureCount, withNoteNames);
    return { firstMeasure, measureCount, fillsWidth, ...box };
  });
}

function measureNeed(score: Score, measure: Measure, before: Measure | undefined): MeasureNeed {
  const { keySignature, timeSignature } = measure;
  const isNewTime =
    timeSignature.beats !== before?.timeSignature.beats ||
    timeSignature.beatType !== before.timeSignature.beatType;
  return {
    notes:
      tightestSpacing *
      (Math.max(
        estimateNotesWidth(measure, accidentalsOf(measure), roomForWords(score, measure)),
        estimateChordsWidth(chordsAbove(score, measure)),
      ) +
        measurePadding),
    atRowStart: estimateSignaturesWidth(score.clef, keySignature.fifths, isNewTime),
    withinRow: estimateChangeWidth(keySignature.fifths, before?.keySignature.fifths, isNewTime),
  };
}

/** The width that the words under each element need; 0 for one without words. */
function roomForWords(score: Score, { elements }: Measure): number[] {
  return elements.map((element) =>
    Math.max(
      0,
      ...wordsUnder(score, element).map(({ text }) => (text ? wordWidth(text) + wordGap : 0)),
    ),
  );
}

function doesLastFill(rows: readonly BrokenRow[], perRow: number): boolean {
  const last = rows.at(-1);
  const others = rows.slice(0, -1);
  if (!last || last.measureCount >= perRow) return true;
  if (others.length === 0) return last.fill >= minLastShare;
  const mean = others.reduce((sum, { fill }) => sum + fill, 0) / others.length;
  return last.fill >= minLastShare * mean;
}

function rowBox(score: Score, first: number, count: number, withNoteNames: boolean) {
  const measures = score.measures.slice(first, first + count);
  const { above, below } = staffExtent(measures, score.clef);
  const start = measures[0]?.startTick ?? 0;
  const last = measures.at(-1);
  const end = last ? last.startTick + last.lengthTicks : start;
  const hasTempo = score.tempos.some(({ tick }) => tick >= start && tick < end);
  const hasChords = score.chords !== undefined && score.chords.length > 0;
  const lowest = Math.max(0, above) + clearance;
  const belowChords = hasChords ? Math.max(minBelowChords, lowest) : lowest;
  const room = belowChords + (hasChords ? chordsHeight : 0);
  const staffTop = Math.max(minAbove, room + (hasTempo ? tempoHeight : 0));
  const staffBottom = staffTop + staffHeight;
  const names = withNoteNames ? namesHeight : 0;
  const verses = versesOf(score);
  const words = verses.length > 0 ? verses.length * wordsHeight + wordsMargin : 0;
  return {
    verses,
    wordsBaseline: staffBottom + Math.max(minNamesDrop, below) + names + wordsHeight,
    staffTop,
    tempoBaseline: staffTop - room,
    chordsBaseline: staffTop - belowChords,
    namesBaseline: staffBottom + Math.max(minNamesDrop, below) + namesHeight,
    height: staffBottom + Math.max(minBelow, Math.max(0, below) + clearance) + names + words,
  };
}
