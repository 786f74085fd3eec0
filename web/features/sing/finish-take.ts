import type { Score } from '@my-pitch/shared/score';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { findDelay } from './scoring/find-delay.ts';
import { type LiveTake, scoreLiveTake } from './scoring/score-live-take.ts';
import type { TakeInProgress } from './take-in-progress.ts';

/** A take that was sung to its end. */
export interface FinishedTake {
  readonly comparison: Comparison;
  readonly sound: Blob;
  readonly seconds: number;
  readonly speed: number;
  readonly startSeconds: number;
  /** By how much the latency was wrong, if the take showed it. It has been corrected in the take. */
  readonly latencyErrorSeconds: number | undefined;
}

/** A singer is this much late or early without the latency being wrong. */
const doubtedFromSeconds = { assumed: 0.05, measured: 0.1 } as const;
export type LatencySource = keyof typeof doubtedFromSeconds;

/**
 * Scores a take. If all of it is late or early by more than a singer is, the latency is taken to be wrong, and the
 * take is moved.
 * @param source where the latency comes from.
 * @returns `undefined` if the take contains no note.
 */
export function finishTake(
  progress: TakeInProgress,
  score: Pick<Score, 'measures' | 'timeMap'>,
  source: LatencySource,
  soundRateHz: number,
): FinishedTake | undefined {
  const take = progress.liveTake;
  const delay = findDelay(take) ?? 0;
  const isDoubted = Math.abs(delay) >= doubtedFromSeconds[source];
  const moved = isDoubted ? movedBy(take, delay) : take;
  const comparison = scoreLiveTake(moved, score);
  if (!comparison) return undefined;
  const sound = progress.sound.wav(soundRateHz, isDoubted ? Math.round(delay * soundRateHz) : 0);
  return {
    comparison,
    sound,
    seconds: progress.seconds,
    speed: take.speed,
    startSeconds: take.startSeconds,
    latencyErrorSeconds: isDoubted ? delay : undefined,
  };
}

/** The take as if everything had been sung `delaySeconds` earlier. */
function movedBy(take: LiveTake, delaySeconds: number): LiveTake {
  const { hopSeconds, midi } = take.curve;
  const slots = Math.round(delaySeconds / hopSeconds);
  const moved = Float32Array.from(midi, (_, slot) => midi[slot + slots] ?? Number.NaN);
  return { ...take, curve: { hopSeconds, midi: moved } };
}
