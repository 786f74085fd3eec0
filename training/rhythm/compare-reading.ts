import { floorMod } from '@my-pitch/shared/floor-mod';
import { countEdits } from '../../bench/score/note-edits.ts';
import type { Performance } from './performances.ts';

export interface ReadingErrors {
  /** Edits of the intervals between onsets, by their number. */
  readonly edits: number;
  readonly isTimeRight: boolean;
  /** Whether measures also begin where they are printed. */
  readonly isPhaseRight: boolean;
}

const measureTicks: Readonly<Record<string, number>> = {
  '2/4': 96,
  '3/4': 144,
  '4/4': 192,
  '6/8': 144,
};
/** False and missing notes move a note by at most as many places. */
const furthest = 4;

/** How a reading differs from print, whatever notes were left out or added. */
export function compareReading(
  { time, printed, notes }: Performance,
  ticks: readonly number[],
  signatureName: string,
): ReadingErrors {
  const expected = intervals(printed.map(({ tick }) => tick));
  const edits = countEdits(expected, intervals(ticks), (a, b) => a === b);
  const isTimeRight = signatureName === time;
  const measure = measureTicks[time] ?? 1;
  const votes = new Map<number, number>();
  notes.forEach(({ midi }, i) => {
    const first = Math.max(0, i - furthest);
    printed.slice(first, i + furthest + 1).forEach((note, j) => {
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
  };
}

function intervals(ticks: readonly number[]): number[] {
  return ticks.slice(1).map((tick, i) => tick - (ticks[i] as number));
}
