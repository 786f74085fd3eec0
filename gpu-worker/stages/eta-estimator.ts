import { type Progress, progressAt } from '@my-pitch/shared/stages';

/** How many of the latest segments tell the pace: not all, for a machine's pace drifts. */
const tellingSegments = 10;

/**
 * Seconds for each second of a song that the stages after separation take: on two cores pitch, notes
 * and score take some 0.013, encoding the rest; rounded up. They do not run on a GPU, so that
 * separation's own pace says nothing of them.
 */
const secondsPerSecondAfterwards = 0.05;

/**
 * Two idle cores take some two seconds for a segment. One that takes more than twice as long tells of
 * a slow or busy machine, on which the later stages take longer as well.
 */
const usualSegmentSeconds = 4;

/** When the separation had come how far. */
interface Mark {
  readonly ms: number;
  readonly fraction: number;
}

/**
 * Foretells when a song will be done, by the pace of its own segments. The first one counts only as
 * a beginning, for it also opens the model and warms the machine; of the latest others the mean counts
 * but for the shortest and the longest, so that one long pause does not move it.
 */
export class EtaEstimator {
  readonly #clock: () => number;
  readonly #marks: Mark[] = [];
  #songSeconds = 0;
  /** How many times as long as usual the later stages will take. */
  #slowness = 1;

  /** @param clock milliseconds since 1970. */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Says how long the song is, once that is known. */
  begin(songSeconds: number): void {
    this.#songSeconds = songSeconds;
  }

  /** The same progress, with the end that is to be expected as soon as that can be told. */
  foretell(progress: Progress): Progress {
    const seconds = this.#secondsLeft(progress);
    if (seconds === undefined) return progress;
    return { ...progress, endsAt: new Date(this.#clock() + seconds * 1000).toISOString() };
  }

  #secondsLeft({ stage, stageFraction, overallFraction }: Progress): number | undefined {
    if (stage === 'decode') return undefined;
    if (stage === 'separate') return this.#secondsLeftToSeparate(stageFraction);
    const share = 1 - progressAt('separate', 1).overallFraction;
    return (this.#secondsAfterwards() * (1 - overallFraction)) / share;
  }

  #secondsLeftToSeparate(fraction: number): number | undefined {
    const before = this.#marks.at(-1)?.fraction ?? 0;
    // A song that had to begin again, on another provider, has another pace.
    if (fraction <= before) this.#marks.length = 0;
    this.#marks.push({ ms: this.#clock(), fraction });
    const pace = usualPace(this.#marks);
    if (pace === undefined) return undefined;
    this.#slowness = Math.max(1, (pace * (fraction - before)) / usualSegmentSeconds);
    return pace * (1 - fraction) + this.#secondsAfterwards();
  }

  #secondsAfterwards(): number {
    return secondsPerSecondAfterwards * this.#songSeconds * this.#slowness;
  }
}

/** Seconds that the whole separation would take at the pace of its latest segments. */
function usualPace(marks: readonly Mark[]): number | undefined {
  const paces = marks
    .slice(1)
    .map(({ ms, fraction }, i) => {
      const before = marks[i] as Mark;
      return (ms - before.ms) / 1000 / (fraction - before.fraction);
    })
    .slice(-tellingSegments)
    .toSorted((a, b) => a - b);
  const usual = paces.length > 2 ? paces.slice(1, -1) : paces;
  return usual.length === 0 ? undefined : usual.reduce((a, b) => a + b) / usual.length;
}
