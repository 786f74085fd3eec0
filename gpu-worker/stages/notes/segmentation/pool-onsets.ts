/** Sum of the probabilities around a certain onset: the training targets are bumps (train.py). */
const sureSum = 2.6;
const reachFrames = 2;
const maxProbability = 1 - 1e-4;
const minProbability = 1e-5;

/**
 * Pools the onset probability of neighbouring frames. At a soft onset the network spreads it over
 * several frames, none of which has a high probability alone.
 *
 * @param onset log-odds that a note begins, [frames].
 */
export function poolOnsets(onset: Float32Array): Float32Array {
  const probability = onset.map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
  return onset.map((alone, frame) => {
    const around = probability.subarray(Math.max(0, frame - reachFrames), frame + reachFrames + 1);
    const highest = around.reduce((a, b) => Math.max(a, b));
    const sum = around.reduce((a, b) => a + b) / sureSum;
    const pooled = Math.min(maxProbability, Math.max(minProbability, sum));
    // The most probable frame takes the sum, others their share of it.
    const share = (probability[frame] as number) / highest;
    return Math.max(alone, Math.log((pooled / (1 - pooled)) * share));
  });
}
