/** What a measure needs beside its notes: room before the first note and after the last. */
export const measurePadding = 34;

export interface MeasureNeed {
  /** Width of clef and signatures at the measure's start. */
  readonly signatures: number;
  readonly notes: number;
}

/**
 * Shares a row's width among its measures in proportion to what their notes need, so that crowded
 * measures get more. A row of fewer measures than `perRow` keeps them as wide as in a full one. The sum is
 * the larger of the width given and the width needed: a row too narrow is drawn wide and scaled down.
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
  // Half by need, half evenly: rows look calm, and no measure is starved.
  const spare = room - needed;
  return needs.map(({ signatures }, index) => {
    const own = flexible[index] as number;
    return signatures + own + spare * (0.5 / needs.length + (0.5 * own) / needed);
  });
}
