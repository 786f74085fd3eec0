import type { Alternatives } from '@my-pitch/shared/score';
import type { JudgedHypothesis, TempoLevel } from './choose-rhythm.ts';

/** A reading is close if it is at least so probable, relative to the chosen one. */
const minRatio = 1 / 3;

/**
 * The readings of a song that are nearly as probable as the chosen one: half or twice its tempo, and
 * another time signature at its tempo level. `undefined` if there is none.
 *
 * @param levels all tempo levels, the chosen one first.
 * @param chosen a hypothesis of the chosen level.
 */
export function closeAlternatives(
  levels: readonly TempoLevel[],
  chosen: JudgedHypothesis,
): Alternatives | undefined {
  const tempoFactor = closeTempoFactor(levels, chosen);
  const timeSignature = closeTimeSignature(levels[0]?.hypotheses ?? [], chosen);
  if (!tempoFactor && !timeSignature) return undefined;
  return { ...(tempoFactor && { tempoFactor }), ...(timeSignature && { timeSignature }) };
}

function closeTempoFactor(
  [best, ...others]: readonly TempoLevel[],
  chosen: JudgedHypothesis,
): Alternatives['tempoFactor'] {
  if (!best) return undefined;
  const min = best.logWeight + Math.log(minRatio);
  const close = others
    .filter(({ logWeight }) => logWeight >= min)
    .sort((a, b) => b.logWeight - a.logWeight);
  for (const { hypotheses } of close) {
    const octaves = Math.log2((hypotheses[0]?.quarterBpm ?? 0) / chosen.quarterBpm);
    if (Math.round(octaves) === 1) return 2;
    if (Math.round(octaves) === -1) return 0.5;
  }
  return undefined;
}

function closeTimeSignature(
  hypotheses: readonly JudgedHypothesis[],
  chosen: JudgedHypothesis,
): Alternatives['timeSignature'] {
  const bySignature = Map.groupBy(hypotheses, ({ style }) => style.signatureName);
  const weightOf = (group: readonly JudgedHypothesis[]) =>
    group.reduce((sum, { byMetre }) => sum + Math.exp(byMetre - chosen.byMetre), 0);
  const { signatureName } = chosen.style;
  const min = minRatio * weightOf(bySignature.get(signatureName) ?? []);
  bySignature.delete(signatureName);
  const [closest] = [...bySignature.values()].sort((a, b) => weightOf(b) - weightOf(a));
  return closest && weightOf(closest) >= min ? closest[0]?.style.timeSignature : undefined;
}
