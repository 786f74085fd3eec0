/** A pair of cells that sound alike. */
export interface WarpStep {
  readonly takeCell: number;
  readonly referenceCell: number;
}

export interface WarpSettings {
  /** How much higher the take lies, in semitones; its octave does not matter. */
  readonly offsetSemitones: number;
  /** The cells of the original to consider for a cell of the take, from `first` to before `end`. */
  readonly cellsFor?: (takeCell: number) => { readonly first: number; readonly end: number };
}

export interface Warp {
  /** Mean cost of the take's voiced cells, 0 to about 1. */
  readonly cost: number;
  /** In time order; empty for a take or an original without a voice. */
  readonly path: readonly WarpStep[];
}

/** This difference or more costs as much as a difference can. */
const worstSemitones = 2;
/** Voice against no voice. */
const voicingCost = 0.5;
/** A voiced cell of the take that is outside the original. */
const skipCost = 0.9;
/** Slightly in favour of equal speed, which decides where both are silent. */
const slopeCost = 0.05;

/** How a path came to a pair of cells: cells of the take and of the original since the pair before. */
const moves = [
  { take: 0, reference: 0 },
  { take: 1, reference: 1 },
  { take: 2, reference: 1 },
  { take: 1, reference: 2 },
] as const;
const [start, both, takeTwice, referenceTwice] = [0, 1, 2, 3];

/** The choices of one cell of the take, from one cell of the original on. */
interface ChoiceRow {
  readonly first: number;
  readonly codes: Uint8Array;
}

/**
 * Aligns the voice of a take with a part of the original: dynamic time warping with the steps (1, 1),
 * (2, 1) and (1, 2), which keep the speed between half and twice the original's, and with free ends in
 * the original (subsequence DTW; Müller, "Fundamentals of Music Processing", chapters 3 and 7). Cells
 * of the take that are sung before or after the original cost most, so that a whole take is explained
 * if it can be.
 *
 * Takes time and one byte of memory for each pair of cells that is considered.
 *
 * @param take fractional MIDI, NaN where unvoiced [cells].
 * @param reference the same of the original [cells].
 */
export function warpVoices(
  take: Float32Array,
  reference: Float32Array,
  settings: WarpSettings,
): Warp {
  const width = reference.length;
  const { cellsFor = () => ({ first: 0, end: width }) } = settings;
  const voicedBefore = countVoiced(take);
  const voiced = voicedBefore[take.length] as number;
  const choices: ChoiceRow[] = [];
  let best = { cost: Infinity, takeCell: -1, referenceCell: -1 };
  let [row, previous, beforePrevious] = [0, 1, 2].map(() =>
    new Float64Array(width).fill(Infinity),
  ) as [Float64Array, Float64Array, Float64Array];
  for (let t = 0; t < take.length; t++) {
    [row, previous, beforePrevious] = [beforePrevious.fill(Infinity), row, previous];
    const wanted = cellsFor(t);
    const first = Math.max(0, wanted.first);
    const end = Math.max(first, Math.min(width, wanted.end));
    const codes = new Uint8Array(end - first);
    choices.push({ first, codes });
    const before = skipCost * (voicedBefore[t] as number);
    const after = skipCost * (voiced - (voicedBefore[t + 1] as number));
    for (let r = first; r < end; r++) {
      const local = costOf(take[t] as number, reference[r] as number, settings.offsetSemitones);
      const costs = costsAt(r, local, before, previous, beforePrevious);
      row[r] = costs.lowest;
      codes[r - first] = costs.choice;
      if (costs.lowest + after < best.cost) {
        best = { cost: costs.lowest + after, takeCell: t, referenceCell: r };
      }
    }
  }
  if (voiced === 0 || best.takeCell < 0) return { cost: 1, path: [] };
  return { cost: best.cost / voiced, path: trace(choices, best) };
}

/** The cheapest way to a pair of cells: to begin there, or one of the three moves. */
function costsAt(
  r: number,
  local: number,
  before: number,
  previous: Float64Array,
  beforePrevious: Float64Array,
): { lowest: number; choice: number } {
  let lowest = before + local;
  let choice = start;
  if (r < 1) return { lowest, choice };
  const withBoth = (previous[r - 1] as number) + local;
  if (withBoth < lowest) [lowest, choice] = [withBoth, both];
  const withTakeTwice = (beforePrevious[r - 1] as number) + 2 * local + slopeCost;
  if (withTakeTwice < lowest) [lowest, choice] = [withTakeTwice, takeTwice];
  if (r < 2) return { lowest, choice };
  const withReferenceTwice = (previous[r - 2] as number) + local + slopeCost;
  if (withReferenceTwice < lowest) [lowest, choice] = [withReferenceTwice, referenceTwice];
  return { lowest, choice };
}

function countVoiced(midi: Float32Array): Uint32Array {
  const before = new Uint32Array(midi.length + 1);
  midi.forEach((value, i) => {
    before[i + 1] = (before[i] as number) + (Number.isNaN(value) ? 0 : 1);
  });
  return before;
}

function costOf(take: number, reference: number, offsetSemitones: number): number {
  if (Number.isNaN(take)) return Number.isNaN(reference) ? 0 : voicingCost;
  if (Number.isNaN(reference)) return voicingCost;
  const difference = take - reference - offsetSemitones;
  const folded = Math.abs(difference - 12 * Math.round(difference / 12));
  return Math.min(1, folded / worstSemitones);
}

function trace(choices: readonly ChoiceRow[], last: WarpStep): WarpStep[] {
  const path: WarpStep[] = [];
  let { takeCell, referenceCell } = last;
  for (;;) {
    path.push({ takeCell, referenceCell });
    const { first, codes } = choices[takeCell] as ChoiceRow;
    const move = moves[codes[referenceCell - first] as 0 | 1 | 2 | 3];
    if (move.take === 0) return path.reverse();
    takeCell -= move.take;
    referenceCell -= move.reference;
  }
}
