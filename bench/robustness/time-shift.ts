/** Loudness is compared in steps of 1 ms, each as the power within 10 ms to either side, … */
const stepSeconds = 0.001;
const reachSeconds = 0.01;
/** … above a floor at -40 dB of full scale, so that noise in pauses does not count. */
const floorPower = 1e-4;
/** Further shifts are not looked for. */
const maxShiftSteps = 60;

/**
 * By how many seconds a changed recording is later than it should be; negative if it is early. Found by
 * the rises and falls of its loudness, which other changes than one of time leave where they were.
 *
 * @param speed how many times as fast the changed recording is.
 */
export function timeShiftSeconds(
  original: Float32Array,
  changed: Float32Array,
  rateHz: number,
  speed: number,
): number {
  const expected = loudnessChanges(original, rateHz * speed);
  const found = loudnessChanges(changed, rateHz);
  const agreement = (shift: number) =>
    expected.reduce((sum, change, step) => sum + change * (found[step + shift] ?? 0), 0);
  const shifts = Array.from({ length: 2 * maxShiftSteps + 1 }, (_, i) => i - maxShiftSteps);
  const agreements = shifts.map(agreement);
  const best = agreements.indexOf(Math.max(...agreements));
  return (shifts[best] ?? 0) * stepSeconds;
}

/** Change of the log power from step to step. */
function loudnessChanges(voice: Float32Array, samplesPerSecond: number) {
  const reach = samplesPerSecond * reachSeconds;
  const sums = new Float64Array(voice.length + 1);
  for (let i = 0; i < voice.length; i++) sums[i + 1] = (sums[i] ?? 0) + (voice[i] ?? 0) ** 2;
  const sumBefore = (sample: number) =>
    sums[Math.min(voice.length, Math.max(0, Math.round(sample)))] ?? 0;
  const logPowerAt = (step: number) => {
    const sample = step * stepSeconds * samplesPerSecond;
    const power = (sumBefore(sample + reach) - sumBefore(sample - reach)) / (2 * reach);
    return Math.log(power + floorPower);
  };
  const steps = Math.floor(voice.length / samplesPerSecond / stepSeconds);
  return Float64Array.from({ length: steps }, (_, step) => logPowerAt(step + 1) - logPowerAt(step));
}
