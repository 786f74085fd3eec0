import { argmax } from '../../audio/argmax.ts';
import { type ChordProbabilities, classCounts } from './chord-network.ts';
import { type HeardChord, logLikelihoods, vocabulary } from './chord-vocabulary.ts';

/** A stretch of a song with one chord, or with none. */
export interface ChordSpan {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly chord: HeardChord | undefined;
  /** Share of this chord among all, 0 to 1, by the geometric mean of the frames' likelihoods. */
  readonly confidence: number;
}

/** Logarithm of what a change of the chord costs, in the likelihood of frames. */
const changeCost = 30;

/**
 * The most probable chords of a song that change only at the given frames (Viterbi's algorithm).
 * @param changeFrames ascending, such as the beats.
 */
export function decodeChords(
  probabilities: ChordProbabilities,
  changeFrames: readonly number[],
  cost = changeCost,
): ChordSpan[] {
  const frames = probabilities.bass.length / classCounts.bass;
  const inside = changeFrames.filter((frame) => frame > 0 && frame < frames);
  const starts = [...new Set([0, ...inside])];
  if (frames === 0) return [];
  const path = bestPath(starts, frames, probabilities, cost);
  const spans: ChordSpan[] = [];
  for (let i = 0, first = 0; i < starts.length; i++) {
    if (i + 1 < starts.length && path[i + 1] === path[first]) continue;
    const entry = path[first] as number;
    const startFrame = starts[first] as number;
    const endFrame = starts[i + 1] ?? frames;
    const confidence = confidenceOf(entry, probabilities, startFrame, endFrame);
    spans.push({ startFrame, endFrame, chord: vocabulary[entry]?.chord, confidence });
    first = i + 1;
  }
  return spans;
}

/** The vocabulary's entry in every stretch between possible changes. */
function bestPath(
  starts: readonly number[],
  frames: number,
  probabilities: ChordProbabilities,
  cost: number,
): number[] {
  let scores = Float64Array.from(vocabulary, ({ logPrior }) => logPrior);
  /** For every stretch the best entry before it, and which entries continue instead of changing. */
  const cameFrom: { best: number; continues: boolean[] }[] = [];
  starts.forEach((start, i) => {
    const likelihoods = logLikelihoods(probabilities, start, starts[i + 1] ?? frames);
    const best = argmax(scores);
    const changed = (scores[best] as number) - cost;
    const continues = Array.from(scores, (score, entry) => {
      return i === 0 || score >= changed + (vocabulary[entry]?.logPrior ?? 0);
    });
    scores = scores.map((score, entry) => {
      const before = continues[entry] ? score : changed + (vocabulary[entry]?.logPrior ?? 0);
      return before + (likelihoods[entry] as number);
    });
    cameFrom.push({ best, continues });
  });
  const path = [argmax(scores)];
  for (let i = starts.length - 1; i > 0; i--) {
    const { best, continues } = cameFrom[i] as (typeof cameFrom)[number];
    const entry = path[0] as number;
    path.unshift(continues[entry] ? entry : best);
  }
  return path;
}

function confidenceOf(
  entry: number,
  probabilities: ChordProbabilities,
  startFrame: number,
  endFrame: number,
): number {
  const frames = endFrame - startFrame;
  const means = logLikelihoods(probabilities, startFrame, endFrame).map((sum) => sum / frames);
  const max = Math.max(...means);
  const total = means.reduce((all, mean) => all + Math.exp(mean - max), 0);
  return Math.exp((means[entry] as number) - max) / total;
}
