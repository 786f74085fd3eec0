/**
 * Estimate of the beat at a note: the time at which its written onset was due and the length of a
 * quarter, with their covariance. State of a Kalman filter (Cemgil and Kappen, Monte Carlo Methods
 * for Tempo Tracking and Rhythm Quantization, 2003).
 */
export interface BeatClock {
  /** Seconds at which the written onset was due. */
  due: number;
  secondsPerQuarter: number;
  dueVariance: number;
  covariance: number;
  tempoVariance: number;
}

/** How far a performance may deviate from the written rhythm. */
export interface ClockSettings {
  /** Standard deviation of an onset from its due time, in seconds. */
  readonly onsetSpread: number;
  /** Standard deviation of the tempo change over a second, as a share of the tempo. Independent of the beat unit. */
  readonly tempoDrift: number;
  /** Standard deviation of the shift of the beat over an interval, as a share of the interval. */
  readonly phaseDrift: number;
  /** Share of onsets that are unrelated to the beat: pauses, breaths, false notes. */
  readonly outlierShare: number;
}

/** Settings for a voice without a band. */
export const voiceClock: ClockSettings = {
  onsetSpread: 0.035,
  tempoDrift: 0.03,
  phaseDrift: 0.03,
  outlierShare: 0.02,
};

/** Probability density of an outlier, per second: anywhere within about a second. */
const outlierDensity = 0.7;

/**
 * Predicts the clock after an interval and corrects it by the observed onset.
 * @param to receives the new state.
 * @returns log density of the onset.
 */
export function advanceClock(
  from: BeatClock,
  quarters: number,
  onset: number,
  settings: ClockSettings,
  to: BeatClock,
): number {
  const interval = quarters * from.secondsPerQuarter;
  const due = from.due + interval;
  const drift = settings.tempoDrift * from.secondsPerQuarter;
  const tempoVariance = from.tempoVariance + drift * drift * interval;
  const covariance = from.covariance + quarters * from.tempoVariance;
  const shift = settings.phaseDrift * interval;
  const dueVariance =
    from.dueVariance +
    quarters * (2 * from.covariance + quarters * from.tempoVariance) +
    shift * shift;
  const variance = dueVariance + settings.onsetSpread * settings.onsetSpread;
  const error = onset - due;
  const density =
    ((1 - settings.outlierShare) * Math.exp((-0.5 * error * error) / variance)) /
    Math.sqrt(2 * Math.PI * variance);
  const outlier = settings.outlierShare * outlierDensity;
  if (density > outlier) {
    const gain = dueVariance / variance;
    const tempoGain = covariance / variance;
    to.due = due + gain * error;
    to.secondsPerQuarter = from.secondsPerQuarter + tempoGain * error;
    to.dueVariance = (1 - gain) * dueVariance;
    to.covariance = (1 - gain) * covariance;
    to.tempoVariance = tempoVariance - tempoGain * covariance;
  } else {
    // After a pause the beat restarts at the onset, at the old tempo.
    to.due = onset;
    to.secondsPerQuarter = from.secondsPerQuarter;
    to.dueVariance = settings.onsetSpread * settings.onsetSpread;
    to.covariance = 0;
    to.tempoVariance = tempoVariance;
  }
  return Math.log(density + outlier);
}
