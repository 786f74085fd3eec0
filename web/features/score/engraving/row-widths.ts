/** Width that a measure needs in addition to its notes: before the first and after the last. */
export const measurePadding = 34;

interface MeasureNeed {
  /** Width of clef and signatures at the measure's start. */
  readonly signatures: number;
  readonly notes: number;
}

/**
 * Divides a row's width among its measures: crowded measures get more. Measures of a row with fewer
 * than `perRow` are as wide as in a full row. The sum is the maximum of the available and the needed
 * width: a row that is too narrow is drawn wider and scaled down.
 */
export function shareRowWidth(
  needs: readonly MeasureNeed[],
  perRow: number,
  rowWidth: number,
): readonly number[] {
  const fixed = needs.reduce((sum, { signatures }) => sum + signatures, 0);
  const flexible = needs.map(({ notes }) => notes + measurePadding);
  const needed = flexible.reduce((sum, width) => sum + width, 0);
  const given = rowWidth * (needs.length / perRow);
  const room = Math.max(given - fixed, needed);
  // Half in proportion to need, half evenly, so that widths do not differ too much.
  const spare = room - needed;
  return needs.map(({ signatures }, index) => {
    const own = flexible[index] as number;
    return signatures + own + spare * (0.5 / needs.length + (0.5 * own) / needed);
  });
}
