/** An onset that is sure makes its frame and those around it this probable, summed up (see train.py). */
const sureSum = 2.6;
const reachFrames = 2;
const surest = 1e-4;
const minProbability = 1e-5;

/**
 * Adds up what neighbouring frames say about one onset. Where a note begins softly the network
 * knows that it begins, but not in which frame, and says so a little in each: no frame alone is sure.
 *
 * @param onset log-odds that a note begins, one a frame.
 */
export function poolOnsets(onset: Float32Array): Float32Array {
  const probability = onset.map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
  return onset.map((alone, frame) => {
    const around = probability.subarray(Math.max(0, frame - reachFrames), frame + reachFrames + 1);
    const highest = around.reduce((a, b) => Math.max(a, b));
    const sum = around.reduce((a, b) => a + b) / sureSum;
    const together = Math.min(1 - surest, Math.max(minProbability, sum));
    // The frame that is most likely takes the sum, the others less.
    const share = (probability[frame] as number) / highest;
    return Math.max(alone, Math.log((together / (1 - together)) * share));
  });
}
