/** A period that a frame may have. */
export interface Candidate {
  /** Fractional MIDI. */
  readonly midi: number;
  /** 0 to 1; those of a frame sum to at most 1, and the rest is the probability that it is unvoiced. */
  readonly probability: number;
}

export interface FrameSettings {
  readonly sampleRateHz: number;
  readonly minHz: number;
  readonly maxHz: number;
  /** Samples that are compared with themselves a period later. */
  readonly windowSamples: number;
}

/** The length of the frame that {@link PitchCandidates} reads, in samples. */
export function frameSamples({ sampleRateHz, minHz, windowSamples }: FrameSettings): number {
  return windowSamples + Math.ceil(sampleRateHz / minHz) + 1;
}

/** Thresholds are Beta(2, 6) distributed. pYIN's Beta(2, 18) calls breathy voices unvoiced in frames this short. */
const betaB = 6;
const maxDifference = 0.6;
/** Formants ripple the dip of a period: of the minima within this share of a lag only the lowest counts. */
const dipShare = 0.15;

/**
 * The periods of a frame, by YIN's cumulative mean normalised difference (de Cheveigné and Kawahara, "YIN, a
 * fundamental frequency estimator for speech and music", 2002) with a distribution of thresholds as in pYIN
 * (Mauch and Dixon, 2014). Both windows of a difference lie symmetrically in the frame, so that the
 * pitch is that of its middle at every period.
 */
export class PitchCandidates {
  readonly #settings: FrameSettings;
  readonly #minLag: number;
  readonly #maxLag: number;
  readonly #difference: Float32Array;

  constructor(settings: FrameSettings) {
    this.#settings = settings;
    this.#minLag = Math.max(2, Math.floor(settings.sampleRateHz / settings.maxHz));
    this.#maxLag = Math.ceil(settings.sampleRateHz / settings.minHz);
    this.#difference = new Float32Array(this.#maxLag + 2);
  }

  /** @param frame {@link frameSamples} samples. */
  find(frame: Float32Array): readonly Candidate[] {
    const normalised = this.#normalisedDifference(frame);
    const found: Candidate[] = [];
    let lowest = 1;
    for (let lag = this.#minLag; lag <= this.#maxLag; lag++) {
      const value = normalised[lag] as number;
      const [before, after] = [normalised[lag - 1] as number, normalised[lag + 1] as number];
      if (value >= lowest || value > maxDifference || value > before || value >= after) continue;
      if (!isLowestAhead(normalised, lag)) continue;
      const probability = belowThreshold(lowest) - belowThreshold(value);
      lowest = value;
      const period = lag + offsetOfMinimum(before, value, after);
      const hz = this.#settings.sampleRateHz / period;
      found.push({ midi: 69 + 12 * Math.log2(hz / 440), probability });
    }
    return found;
  }

  #normalisedDifference(frame: Float32Array): Float32Array {
    const { windowSamples } = this.#settings;
    const difference = this.#difference;
    let sum = 0;
    difference[0] = 1;
    for (let lag = 1; lag < difference.length; lag++) {
      const start = (frame.length - windowSamples - lag) >> 1;
      let squares = 0;
      for (let i = start, end = start + windowSamples; i < end; i++) {
        const change = (frame[i] as number) - (frame[i + lag] as number);
        squares += change * change;
      }
      sum += squares;
      difference[lag] = sum > 0 ? (squares * lag) / sum : 1;
    }
    return difference;
  }
}

function isLowestAhead(values: Float32Array, lag: number): boolean {
  const end = Math.min(values.length, lag + Math.ceil(dipShare * lag) + 1);
  for (let other = lag + 1; other < end; other++) {
    if ((values[other] as number) < (values[lag] as number)) return false;
  }
  return true;
}

/** The probability that the threshold is below a value: the Beta distribution's, in closed form. */
function belowThreshold(value: number): number {
  return 1 - (1 - value) ** betaB * (1 + betaB * value);
}

/** The minimum of a parabola through three neighbours, −0.5 to 0.5 from the middle one. */
function offsetOfMinimum(before: number, middle: number, after: number): number {
  const curvature = before - 2 * middle + after;
  return curvature > 0 ? (before - after) / (2 * curvature) : 0;
}
