/** Width that a measure needs in addition to its notes: before the first and after the last. */
export const measurePadding = 34;

/** Crowded notes may stand closer than VexFlow's minimum, by this factor, before a row is scaled down. */
export const tightestSpacing = 0.88;

interface MeasureNeed {
  /** Width of clef and signatures at the measure's start. */
  readonly signatures: number;
  readonly notes: number;
}

/**
 * Divides a row's width among its measures in proportion to their need, as springs would: crowded
 * measures get more, and a pickup only what its notes take. Measures of a row with fewer
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
  const room = Math.max(given - fixed, tightestSpacing * needed);
  return needs.map(({ signatures }, index) => {
    const own = flexible[index] as number;
    return signatures + (room * own) / needed;
  });
}
