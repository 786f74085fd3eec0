import { foldOctave } from './fold-octave.ts';
import { medianOf } from './median.ts';

/** Take minus original, over a whole take. */
export interface KeyOffset {
  /** The key: −6 to 6 semitones. */
  readonly semitones: number;
  /** Octaves that the take lies higher, in addition to the key. */
  readonly octaves: number;
  /** The rest, −50 to 50 cents. */
  readonly tuningCents: number;
}

/** The offset in fractional semitones. */
export function semitonesOf({ semitones, octaves, tuningCents }: KeyOffset): number {
  return semitones + 12 * octaves + tuningCents / 100;
}

const binsPerSemitone = 20;
const bins = 12 * binsPerSemitone;
/** Singers miss notes by this much, so the peak is searched in a smoothed histogram. */
const smoothingSemitones = 0.6;
/** Larger differences from the peak are wrong notes. */
const inlierSemitones = 2;
/** Huber's limit: larger differences pull with constant force. */
const huberSemitones = 0.25;
const huberIterations = 20;

/**
 * The constant transposition between a take and the original: the peak of a circular histogram of their
 * differences, and Huber's mean of the differences around it (Huber, "Robust estimation of a location
 * parameter", 1964). No differences give no offset.
 *
 * @param differences take minus original in semitones, from frames or notes of equal weight.
 */
export function findKeyOffset(differences: readonly number[]): KeyOffset {
  if (differences.length === 0) return { semitones: 0, octaves: 0, tuningCents: 0 };
  const peak = peakOf(differences);
  const around = differences
    .map((difference) => foldOctave(difference - peak))
    .filter((difference) => Math.abs(difference) <= inlierSemitones);
  const centre = peak + huberMean(around);
  const octaves = medianOf(
    differences
      .filter((difference) => Math.abs(foldOctave(difference - centre)) <= inlierSemitones)
      .map((difference) => Math.round((difference - centre) / 12)),
  );
  const total = centre + 12 * Math.round(octaves ?? 0);
  const whole = Math.round(total);
  const semitones = foldOctave(whole) || 0;
  return {
    semitones,
    octaves: Math.round((whole - semitones) / 12) || 0,
    tuningCents: 100 * (total - whole),
  };
}

function peakOf(differences: readonly number[]): number {
  const counts = new Float64Array(bins);
  for (const difference of differences) {
    const bin = Math.round((foldOctave(difference) + 6) * binsPerSemitone) % bins;
    counts[bin] = (counts[bin] as number) + 1;
  }
  const density = (semitones: number) =>
    counts.reduce((sum, count, bin) => {
      if (count === 0) return sum;
      const distance = foldOctave(bin / binsPerSemitone - 6 - semitones) / smoothingSemitones;
      return sum + count * Math.exp(-0.5 * distance * distance);
    }, 0);
  let best = { semitones: 0, density: -1 };
  for (let bin = 0; bin < bins; bin++) {
    const semitones = bin / binsPerSemitone - 6;
    const candidate = { semitones, density: density(semitones) };
    if (candidate.density > best.density) best = candidate;
  }
  return best.semitones;
}

function huberMean(values: readonly number[]): number {
  let centre = medianOf(values) ?? 0;
  for (let i = 0; i < huberIterations; i++) {
    let sum = 0;
    let weights = 0;
    for (const value of values) {
      const weight = Math.min(1, huberSemitones / Math.max(1e-9, Math.abs(value - centre)));
      sum += weight * value;
      weights += weight;
    }
    centre = sum / Math.max(1e-9, weights);
  }
  return centre;
}
