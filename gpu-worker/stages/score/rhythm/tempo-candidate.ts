/** A tempo from which the search may start. */
export interface TempoCandidate {
  readonly secondsPerQuarter: number;
  readonly logPrior: number;
  /** Standard deviation as a share of the tempo. */
  readonly spread: number;
  /** Set if the beats are known. The metrical position of the first onset then fixes its beat. */
  readonly beatGrid?: BeatGrid;
}

/** Evenly spaced beats of the accompaniment, from second 0 on. */
export interface BeatGrid {
  readonly beatTicks: number;
  readonly beatSeconds: number;
  /** Log likelihood ratio that a beat, counted from 0, is a downbeat. */
  readonly logPhase: (beat: number) => number;
}

/**
 * The number of the downbeat before an onset, if the onset lies at a metrical position (in ticks).
 * Negative if that downbeat is before the first beat.
 */
export function downbeatBefore(
  onsetSeconds: number,
  positionTicks: number,
  { beatTicks, beatSeconds }: Pick<BeatGrid, 'beatTicks' | 'beatSeconds'>,
): number {
  return Math.round(onsetSeconds / beatSeconds - positionTicks / beatTicks);
}
