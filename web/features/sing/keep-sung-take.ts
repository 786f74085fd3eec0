import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { keepTake, type StoredTake } from '../takes/stored-takes.ts';
import { finishTake, type HeardTake, type WholeDelay } from './finish-take.ts';
import { keepLatency, type Latency } from './latency/stored-latency.ts';

/** A take, as it is shown when it ends. */
export interface SungTake {
  readonly take: StoredTake;
  /** Where in the song it begins. */
  readonly startSeconds: number;
  readonly isKept: boolean;
  /** If all of it is late or early. */
  readonly delay: WholeDelay | undefined;
  /** Counts it again, by the singer's own word on the delay. */
  readonly recount: (isDevice: boolean) => Promise<SungTake | undefined>;
}

/** What has been sung, and of which song. */
export interface Singing {
  readonly id: string;
  readonly recordedAt: string;
  readonly songId: JobId;
  readonly score: Score;
  readonly heard: HeardTake;
  readonly latency: Latency;
  readonly soundRateHz: number;
}

/**
 * Scores what was sung, keeps it on the device, and learns the latency from it.
 * @returns `undefined` if it contains no note.
 */
export async function keepSungTake(
  singing: Singing,
  isDevice?: boolean,
): Promise<SungTake | undefined> {
  const { id, recordedAt, songId, score, heard, latency, soundRateHz } = singing;
  const finished = finishTake(heard, score, latency.source, soundRateHz, isDevice);
  if (!finished) return undefined;
  const { comparison, sound, seconds, speed, startSeconds, delay } = finished;
  if (delay) keepLatency(delay.isDevice ? laterBy(latency, delay.seconds) : latency);
  const { keyShiftSemitones } = heard.liveTake;
  const take: StoredTake = {
    ...{ id, recordedAt, songId, speed, keyShiftSemitones, seconds, comparison, sound },
  };
  const isKept = await keepTake(take);
  const recount = (word: boolean) => keepSungTake(singing, word);
  return { take, startSeconds, isKept, delay, recount };
}

function laterBy({ seconds }: Latency, delaySeconds: number): Latency {
  return { seconds: seconds + delaySeconds, source: 'sung' };
}
