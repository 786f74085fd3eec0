/**
 * Spearman's rank correlation of pairs, −1 to 1; equal values share their mean rank. 0 if one side is
 * constant.
 */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const a = ranksOf(pairs.map(([value]) => value));
  const b = ranksOf(pairs.map(([, value]) => value));
  const mean = (pairs.length + 1) / 2;
  let [covariance, varianceA, varianceB] = [0, 0, 0];
  pairs.forEach((_, i) => {
    const [da, db] = [(a[i] as number) - mean, (b[i] as number) - mean];
    covariance += da * db;
    varianceA += da * da;
    varianceB += db * db;
  });
  const scale = Math.sqrt(varianceA * varianceB);
  return scale === 0 ? 0 : covariance / scale;
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
