/** The least width of a measure, in VexFlow's units, in which its symbols are apart. */
export interface MeasureNeed {
  readonly notes: number;
  /** Additional width as the first of its row: clef and signatures. */
  readonly atRowStart: number;
  /** Additional width elsewhere: signatures that change. */
  readonly withinRow: number;
}

export interface BreakOptions {
  readonly maxPerRow: number;
  readonly rowWidth: number;
}

export interface BrokenRow {
  readonly measureCount: number;
  /** Needed width as a share of the row's width; above 1 only for a single measure. */
  readonly fill: number;
}

/** Rows with a higher share of needed width are legible, but crowded. */
const comfortableFill = 0.88;
/** Costs that decide between layouts. A row itself costs 1. */
const stretchCost = 1.5;
const crowdingCost = 1;
/** Higher than the cost of any two rows. */
const loneLastMeasureCost = 10;

/**
 * Divides measures into rows with the least total badness (after Knuth and Plass, "Breaking
 * paragraphs into lines", 1981): few rows, evenly filled, none overfull unless a measure alone is
 * too wide, and no single measure in the last row if that can be avoided.
 */
export function breakRows(
  measures: readonly MeasureNeed[],
  { maxPerRow, rowWidth }: BreakOptions,
): readonly BrokenRow[] {
  const count = measures.length;
  const costs = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const fills = new Float64Array(count + 1);
  const starts = new Int32Array(count + 1);
  costs[0] = 0;
  for (const first of measures.keys()) {
    let needed = 0;
    for (let end = first + 1; end <= Math.min(count, first + maxPerRow); end += 1) {
      const { notes, atRowStart, withinRow } = measures[end - 1] as MeasureNeed;
      const isAlone = end === first + 1;
      needed += notes + (isAlone ? atRowStart : withinRow);
      const fill = needed / rowWidth;
      if (fill > 1 && !isAlone) break;
      const isLoneLast = isAlone && end === count && first > 0;
      const cost =
        (costs[first] as number) + badness(fill) + (isLoneLast ? loneLastMeasureCost : 0);
      if (cost >= (costs[end] as number)) continue;
      costs[end] = cost;
      fills[end] = fill;
      starts[end] = first;
    }
  }
  return rowsUntil(count, starts, fills);
}

function badness(fill: number): number {
  const crowding = Math.max(0, Math.min(1, fill) - comfortableFill) / (1 - comfortableFill);
  return 1 + stretchCost * Math.max(0, 1 - fill) ** 2 + crowdingCost * crowding ** 2;
}

function rowsUntil(count: number, starts: Int32Array, fills: Float64Array): readonly BrokenRow[] {
  const rows: BrokenRow[] = [];
  for (let end = count; end > 0; end = starts[end] as number) {
    rows.push({ measureCount: end - (starts[end] as number), fill: fills[end] as number });
  }
  return rows.reverse();
}
