import type { Score } from '@my-pitch/shared/score';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { SoundLog } from './capture/sound-log.ts';
import type { Latency } from './latency/stored-latency.ts';
import { findDelay } from './scoring/find-delay.ts';
import { type LiveTake, scoreLiveTake } from './scoring/score-live-take.ts';

/** What was heard of a take. */
export interface HeardTake {
  readonly liveTake: LiveTake;
  readonly sound: SoundLog;
  readonly seconds: number;
}

/** A take that is late or early as a whole: by the device, or by the singer. */
export interface WholeDelay {
  /** Negative for an early one. */
  readonly seconds: number;
  /** Whether the device is taken to be the cause, so that it does not count. */
  readonly isDevice: boolean;
}

/** A take that was sung to its end. */
export interface FinishedTake {
  readonly comparison: Comparison;
  readonly sound: Blob;
  readonly seconds: number;
  readonly speed: number;
  readonly startSeconds: number;
  /** Absent if the take is about in time. */
  readonly delay: WholeDelay | undefined;
}

/** From here on, a take is late or early as a whole. */
const noticedSeconds = 0.05;
/** Nobody sings so late or early on every note. */
const deviceSeconds = 0.15;

/**
 * Scores a take. If all of it is late or early, the take alone cannot tell whether the singer or the device is. An
 * assumed latency may be wrong by any amount, so the device is taken to be the cause; once the latency is
 * known, the singer is, up to what singers do. A delay of the device is taken out of the take.
 * @param source where the latency comes from.
 * @param isDevice the singer's own word on a delay.
 * @returns `undefined` if the take contains no note.
 */
export function finishTake(
  { liveTake: take, sound, seconds }: HeardTake,
  score: Pick<Score, 'measures' | 'timeMap'>,
  source: Latency['source'],
  soundRateHz: number,
  isDevice?: boolean,
): FinishedTake | undefined {
  const delay = wholeDelayOf(take, source, isDevice);
  const removedSeconds = delay?.isDevice ? delay.seconds : 0;
  const comparison = scoreLiveTake(movedBy(take, removedSeconds), score);
  if (!comparison) return undefined;
  return {
    comparison,
    sound: sound.wav(soundRateHz, Math.round(removedSeconds * soundRateHz)),
    seconds,
    speed: take.speed,
    startSeconds: take.startSeconds,
    delay,
  };
}

function wholeDelayOf(
  take: LiveTake,
  source: Latency['source'],
  isDevice: boolean | undefined,
): WholeDelay | undefined {
  const seconds = findDelay(take) ?? 0;
  const size = Math.abs(seconds);
  if (size < noticedSeconds) return undefined;
  return { seconds, isDevice: isDevice ?? (source === 'assumed' || size >= deviceSeconds) };
}

/** The take as if everything had been sung `delaySeconds` earlier. */
function movedBy(take: LiveTake, delaySeconds: number): LiveTake {
  if (delaySeconds === 0) return take;
  const { hopSeconds, midi } = take.curve;
  const slots = Math.round(delaySeconds / hopSeconds);
  const moved = Float32Array.from(midi, (_, slot) => midi[slot + slots] ?? Number.NaN);
  return { ...take, curve: { hopSeconds, midi: moved } };
}
