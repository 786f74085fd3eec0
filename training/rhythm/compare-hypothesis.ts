import { floorMod } from '@my-pitch/shared/floor-mod';
import { countEdits } from '../../bench/score/note-edits.ts';
import type { Performance } from './performances.ts';

export interface HypothesisErrors {
  /** Edits of the intervals between onsets, divided by the number of printed intervals. */
  readonly edits: number;
  readonly isTimeRight: boolean;
  /** Whether the barlines are right, too. */
  readonly isPhaseRight: boolean;
  /** Whether the notes are written about as long as printed, neither half nor double. */
  readonly isLevelRight: boolean;
}

const measureTicks: Readonly<Record<string, number>> = {
  '2/4': 96,
  '3/4': 144,
  '4/4': 192,
  '6/8': 144,
};
/** False and missing notes shift the index of a note by at most this much. */
const maxIndexShift = 4;
/** Maximum difference of log2(length) from the print at the right tempo level. */
const maxLevelDifference = 0.5;

/**
 * Compares a hypothesis with the printed tune. False and missing notes are tolerated: the barlines
 * are compared by a vote of notes with the same pitch and nearly the same index.
 */
export function compareHypothesis(
  { time, printed, notes }: Performance,
  ticks: readonly number[],
  signatureName: string,
): HypothesisErrors {
  const expected = intervals(printed.map(({ tick }) => tick));
  const edits = countEdits(expected, intervals(ticks), (a, b) => a === b);
  const isTimeRight = signatureName === time;
  const measure = measureTicks[time] ?? 1;
  const votes = new Map<number, number>();
  notes.forEach(({ midi }, i) => {
    const first = Math.max(0, i - maxIndexShift);
    printed.slice(first, i + maxIndexShift + 1).forEach((note, j) => {
      if (note.midi !== midi) return;
      const shift = floorMod((ticks[i] as number) - note.tick, measure);
      votes.set(shift, (votes.get(shift) ?? 0) + 1 / (1 + Math.abs(i - first - j)));
    });
  });
  const [shift] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    edits: edits / Math.max(1, expected.length),
    isTimeRight,
    isPhaseRight: isTimeRight && shift === 0,
    isLevelRight:
      Math.abs(Math.log2(spanOf(ticks) / spanOf(printed.map(({ tick }) => tick)))) <
      maxLevelDifference,
  };
}

/** Ticks from the first to the last onset, at least one. */
export function spanOf(ticks: readonly number[]): number {
  return Math.max(1, (ticks.at(-1) ?? 0) - (ticks[0] ?? 0));
}

function intervals(ticks: readonly number[]): number[] {
  return ticks.slice(1).map((tick, i) => tick - (ticks[i] as number));
}
