import { type Progress, progressAt } from '@my-pitch/shared/stages';

/** How many of the latest segments count. Not all do, because a machine's pace drifts. */
const paceSegments = 10;

/**
 * Processing seconds of the stages after separation for each second of a song. On two cores pitch,
 * notes and score take about 0.013; the stems are nearly encoded by then. Rounded up. These stages do
 * not run on a GPU, so the pace of the separation does not predict them.
 */
const secondsPerSongSecondAfterSeparation = 0.02;

/**
 * A segment takes about two seconds on two idle cores. Above twice that the machine is slow or busy,
 * and the later stages take longer too.
 */
const maxUsualSegmentSeconds = 4;

/** How much of the separation was done at a moment. */
interface Mark {
  readonly ms: number;
  readonly fraction: number;
}

/**
 * Estimates when a song will be done by the pace of its segments. The first segment only starts the
 * clock, because it also opens the model and warms the machine up. The pace is the mean of the latest
 * segments without the fastest and the slowest, so that a single stall does not change it.
 */
export class EtaEstimator {
  readonly #clock: () => number;
  readonly #marks: Mark[] = [];
  #songSeconds = 0;
  /** Factor on the usual time of the later stages, at least 1. */
  #slowness = 1;

  /** @param clock epoch milliseconds. */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Sets the length of the song, which is known after decoding. */
  setDuration(songSeconds: number): void {
    this.#songSeconds = songSeconds;
  }

  /** Adds the expected end to a progress. Returns the progress unchanged while no estimate is possible. */
  estimate(progress: Progress): Progress {
    const seconds = this.#remainingSeconds(progress);
    if (seconds === undefined) return progress;
    return { ...progress, endsAt: new Date(this.#clock() + seconds * 1000).toISOString() };
  }

  #remainingSeconds({ stage, stageFraction, overallFraction }: Progress): number | undefined {
    if (stage === 'decode') return undefined;
    if (stage === 'separate') return this.#remainingSecondsInSeparation(stageFraction);
    const shareAfterSeparation = 1 - progressAt('separate', 1).overallFraction;
    return (this.#secondsAfterSeparation() * (1 - overallFraction)) / shareAfterSeparation;
  }

  #remainingSecondsInSeparation(fraction: number): number | undefined {
    const before = this.#marks.at(-1)?.fraction ?? 0;
    // The separation started again, on another execution provider with another pace.
    if (fraction <= before) this.#marks.length = 0;
    this.#marks.push({ ms: this.#clock(), fraction });
    const pace = trimmedMeanPace(this.#marks);
    if (pace === undefined) return undefined;
    const segmentSeconds = pace * (fraction - before);
    this.#slowness = Math.max(1, segmentSeconds / maxUsualSegmentSeconds);
    return pace * (1 - fraction) + this.#secondsAfterSeparation();
  }

  #secondsAfterSeparation(): number {
    return secondsPerSongSecondAfterSeparation * this.#songSeconds * this.#slowness;
  }
}

/** Seconds that the whole separation would take at the pace of its latest segments. */
function trimmedMeanPace(marks: readonly Mark[]): number | undefined {
  const paces = marks
    .slice(1)
    .map(({ ms, fraction }, i) => {
      const before = marks[i] as Mark;
      return (ms - before.ms) / 1000 / (fraction - before.fraction);
    })
    .slice(-paceSegments)
    .toSorted((a, b) => a - b);
  const trimmed = paces.length > 2 ? paces.slice(1, -1) : paces;
  return trimmed.length === 0 ? undefined : trimmed.reduce((a, b) => a + b) / trimmed.length;
}
