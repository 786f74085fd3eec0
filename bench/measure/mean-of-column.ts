/** Mean of one column of a table's rows. */
export function meanOfColumn(
  rows: readonly (readonly (string | number)[])[],
  column: number,
): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0) / rows.length;
}
