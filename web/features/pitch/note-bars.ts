import { midiOf } from '@my-pitch/shared/pitch-names';
import type { Pitch, Score, ScoreSungNote } from '@my-pitch/shared/score';

/** A sung note at its written pitch. */
export interface NoteBar {
  /** Its index in `Score.sungNotes`. */
  readonly sungNote: number;
  readonly pitch: Pitch;
  readonly midi: number;
  /** The printed number of the measure in which it begins. */
  readonly measureNumber: number;
  readonly sung: ScoreSungNote;
}

/** The bars of a score, in time order. */
export function noteBars(score: Score): readonly NoteBar[] {
  const bars: NoteBar[] = [];
  for (const { elements, number } of score.measures) {
    for (const element of elements) {
      if (element.kind === 'rest' || element.tiedFromPrevious) continue;
      const sung = score.sungNotes[element.sungNote];
      if (!sung) continue;
      const { pitch, sungNote } = element;
      bars.push({ sungNote, pitch, midi: midiOf(pitch), measureNumber: number, sung });
    }
  }
  return bars;
}

/** The bars that overlap a time range. */
export function barsBetween(
  bars: readonly NoteBar[],
  fromSeconds: number,
  toSeconds: number,
): readonly NoteBar[] {
  const first = firstIndex(bars, ({ sung }) => sung.endSeconds > fromSeconds);
  return bars.slice(
    first,
    firstIndex(bars, ({ sung }) => sung.startSeconds >= toSeconds),
  );
}

/** The bar that is sung at a time; `undefined` between notes. */
export function barAt(bars: readonly NoteBar[], seconds: number): NoteBar | undefined {
  const bar = bars[firstIndex(bars, ({ sung }) => sung.endSeconds > seconds)];
  return bar && bar.sung.startSeconds <= seconds ? bar : undefined;
}

/** Binary search for the first bar that meets a condition, which all later bars must meet too. */
function firstIndex(bars: readonly NoteBar[], holds: (bar: NoteBar) => boolean): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(bars[middle] as NoteBar)) high = middle;
    else low = middle + 1;
  }
  return low;
}
