/**
 * What is believed about the beat after a note: when its written place was due, and how long a
 * quarter lasts, with the covariance of both (a Kalman filter; Cemgil and Kappen, Monte Carlo
 * Methods for Tempo Tracking and Rhythm Quantization, 2003).
 */
export interface BeatClock {
  /** Seconds at which the note's written place was due. */
  due: number;
  secondsPerQuarter: number;
  dueVariance: number;
  covariance: number;
  tempoVariance: number;
}

/** How a performance is taken to stray from the written rhythm. */
export interface ClockSettings {
  /** Standard deviation of a single onset around its due time, in seconds. */
  readonly onsetSpread: number;
  /** Standard deviation of the change of tempo over a second, by the tempo; the same whatever note is a beat. */
  readonly tempoDrift: number;
  /** Standard deviation with which a singer comes back late or early, by the interval. */
  readonly phaseDrift: number;
  /** Share of onsets that have nothing to do with the beat: pauses, breaths, false notes. */
  readonly outlierShare: number;
}

export const voiceClock: ClockSettings = {
  onsetSpread: 0.035,
  tempoDrift: 0.03,
  phaseDrift: 0.03,
  outlierShare: 0.02,
};

/** Density of an outlier: anywhere within about a second. */
const outlierDensity = 0.7;

/**
 * Moves a clock on by an interval and corrects it by the onset that was heard.
 * @returns log density of that onset.
 */
export function advanceClock(
  from: BeatClock,
  quarters: number,
  heard: number,
  settings: ClockSettings,
  to: BeatClock,
): number {
  const interval = quarters * from.secondsPerQuarter;
  const due = from.due + interval;
  const drift = settings.tempoDrift * from.secondsPerQuarter;
  const tempoVariance = from.tempoVariance + drift * drift * interval;
  const covariance = from.covariance + quarters * from.tempoVariance;
  const wander = settings.phaseDrift * interval;
  const dueVariance =
    from.dueVariance +
    quarters * (2 * from.covariance + quarters * from.tempoVariance) +
    wander * wander;
  const spread = dueVariance + settings.onsetSpread * settings.onsetSpread;
  const error = heard - due;
  const density =
    ((1 - settings.outlierShare) * Math.exp((-0.5 * error * error) / spread)) /
    Math.sqrt(2 * Math.PI * spread);
  const outlier = settings.outlierShare * outlierDensity;
  if (density > outlier) {
    const gain = dueVariance / spread;
    const tempoGain = covariance / spread;
    to.due = due + gain * error;
    to.secondsPerQuarter = from.secondsPerQuarter + tempoGain * error;
    to.dueVariance = (1 - gain) * dueVariance;
    to.covariance = (1 - gain) * covariance;
    to.tempoVariance = tempoVariance - tempoGain * covariance;
  } else {
    // After a pause the beat begins anew where the singer does, at the old tempo.
    to.due = heard;
    to.secondsPerQuarter = from.secondsPerQuarter;
    to.dueVariance = settings.onsetSpread * settings.onsetSpread;
    to.covariance = 0;
    to.tempoVariance = tempoVariance;
  }
  return Math.log(density + outlier);
}
