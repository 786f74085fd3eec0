import { ticksPerQuarter } from '@my-pitch/shared/score';
import { advanceClock, type BeatClock, type ClockSettings } from './beat-clock.ts';
import { columnTicks, maxMeasures, type RhythmStyle } from './rhythm-style.ts';

/** A tempo from which the search may start. */
export interface TempoGuess {
  readonly secondsPerQuarter: number;
  readonly logPrior: number;
  /** Standard deviation by the tempo. */
  readonly spread: number;
  /** Where the beat is known and even: the first onset's place fixes which beat it is near. */
  readonly lock?: BeatLock;
}

/** Even beats from 0 on that are heard under the voice. */
export interface BeatLock {
  readonly beatTicks: number;
  readonly beatSeconds: number;
  /** Log likelihood ratio that a beat, counted from the first, is the first of its measure. */
  readonly logPhase: (beat: number) => number;
}

export interface FollowedRhythm {
  /** Log probability of onsets, rhythm and the tempo to start from together. */
  readonly logProbability: number;
  /** The share of it that the written intervals have. */
  readonly logRhythm: number;
  /** The share of it that the place of the first onset has, and the beat that it is counted from. */
  readonly logStart: number;
  readonly logPhase: number;
  /** Ticks of the onsets, rising, the first within the first measure. */
  readonly ticks: readonly number[];
  /** Seconds of a quarter around each onset, as followed from the start. */
  readonly secondsPerQuarter: readonly number[];
  /** The tempo from which the search came here. */
  readonly guess: TempoGuess;
}

const maxRead = 0.3;
const tempoStep = 0.03;
const tempoBuckets = 128;
const slowestBucketSeconds = 3;
const hopelessNats = 18;

interface Hypothesis extends BeatClock {
  score: number;
  rhythm: number;
  readonly start: number;
  readonly phase: number;
  place: number;
  readonly guess: TempoGuess;
  /** Into the list of steps, −1 before the first. */
  step: number;
}

interface Step {
  readonly previous: number;
  readonly ticks: number;
  readonly secondsPerQuarter: number;
}

/**
 * The most probable written onsets for sung ones in a style, with the tempo that makes them so: a
 * beam search over places in the measure and tempos, each hypothesis with a clock of its own.
 * Best first; where the song begins in another place, or at another octave of tempo, is another reading.
 *
 * @param onsets seconds, rising, at least one.
 * @param beamWidth hypotheses that are kept from note to note.
 */
export function followRhythm(
  onsets: readonly number[],
  style: RhythmStyle,
  guesses: readonly TempoGuess[],
  clock: ClockSettings,
  beamWidth: number,
): FollowedRhythm[] {
  const search = new RhythmSearch(style, clock);
  let beam = search.begin(onsets[0] ?? 0, guesses);
  for (let i = 1; i < onsets.length; i++) {
    const width = i < 6 ? 6 * beamWidth : beamWidth;
    beam = search.advance(beam, onsets[i] as number, width);
  }
  return search.distinct(beam);
}

class RhythmSearch {
  readonly #style: RhythmStyle;
  readonly #clock: ClockSettings;
  readonly #placeOf = new Map<number, number>();
  /** Ticks at which a place is sung, which swing moves. */
  readonly #sungTicks: readonly number[];
  readonly #steps: Step[] = [];
  readonly #slots: (Hypothesis | undefined)[];
  /** Slots that are filled. */
  readonly #used: number[] = [];
  readonly #scratch: BeatClock = emptyClock();

  constructor(style: RhythmStyle, clock: ClockSettings) {
    this.#style = style;
    this.#clock = clock;
    style.places.forEach((tick, place) => {
      this.#placeOf.set(tick, place);
    });
    this.#sungTicks = style.places.map((tick) => (style.isSwung ? swungTick(tick) : tick));
    this.#slots = new Array(style.places.length * tempoBuckets).fill(undefined);
  }

  begin(onset: number, guesses: readonly TempoGuess[]): Hypothesis[] {
    const { places, logStart } = this.#style;
    return guesses.flatMap((guess) =>
      places.map((tick, place) => {
        const { secondsPerQuarter, logPrior, spread, lock } = guess;
        const entry = lock ? this.#lockedEntry(onset, tick, lock) : freeEntry(onset);
        const start = logStart[place] as number;
        return {
          due: entry.due,
          secondsPerQuarter,
          dueVariance: this.#clock.onsetSpread ** 2,
          covariance: 0,
          tempoVariance: (spread * secondsPerQuarter) ** 2,
          score: logPrior + start + entry.phase + entry.logOnset,
          rhythm: 0,
          start,
          phase: entry.phase,
          place,
          guess,
          step: this.#addStep(-1, tick, secondsPerQuarter),
        };
      }),
    );
  }

  /** The time nearest to an onset that a place has under known beats, and what the distance costs. */
  #lockedEntry(onset: number, place: number, { beatTicks, beatSeconds, logPhase }: BeatLock) {
    const beat = downbeatBefore(onset, place, { beatTicks, beatSeconds });
    const due = (beat + place / beatTicks) * beatSeconds;
    const away = (onset - due) / this.#clock.onsetSpread;
    return { due, phase: logPhase(beat), logOnset: -0.5 * away * away };
  }

  /** The best hypotheses after one more onset, best first. */
  advance(beam: readonly Hypothesis[], onset: number, width: number): Hypothesis[] {
    for (const from of beam) this.#extend(from, onset);
    const all = this.#used.map((index) => this.#slots[index]).filter((slot) => slot !== undefined);
    for (const index of this.#used) this.#slots[index] = undefined;
    this.#used.length = 0;
    all.sort((a, b) => b.score - a.score);
    const floor = (all[0]?.score ?? 0) - hopelessNats;
    const kept = all.slice(0, width).filter(({ score }) => score >= floor);
    for (const slot of kept) {
      // Until now `step` was the predecessor's, and `due` rose with the place.
      const { previous, ticks } = slot as Hypothesis & Pending;
      slot.step = this.#addStep(previous, ticks, slot.secondsPerQuarter);
    }
    return kept;
  }

  #extend(from: Hypothesis, onset: number): void {
    const { measureTicks } = this.#style;
    const longest = maxMeasures * measureTicks;
    const expected = ((onset - from.due) / from.secondsPerQuarter) * ticksPerQuarter;
    // Whole measures of rest say nothing about the place.
    const skipped = Math.max(0, Math.floor(expected / measureTicks) - maxMeasures + 1);
    const near = expected - skipped * measureTicks;
    const reach = Math.max(14, maxRead * near);
    const low = Math.max(1, Math.ceil((near - reach) / columnTicks));
    const high = Math.max(low, Math.min(longest, Math.floor(near + reach)) / columnTicks);
    let any = false;
    for (let column = low; column <= high; column++) {
      any = this.#read(from, onset, column * columnTicks, skipped * measureTicks) || any;
    }
    // Faster than anything that is written: one place further at any price.
    for (let column = 1; !any && column <= longest / columnTicks; column++) {
      any = this.#read(from, onset, column * columnTicks, skipped * measureTicks);
    }
  }

  /** Tries one interval; false where the style has no such place. */
  #read(from: Hypothesis, onset: number, ticks: number, skipped: number): boolean {
    const { measureTicks, columns, logTransition, places } = this.#style;
    const tick = (places[from.place] as number) + ticks;
    const place = this.#placeOf.get(tick % measureTicks);
    const logRhythm = logTransition[from.place * columns + ticks / columnTicks] as number;
    if (place === undefined || logRhythm === Number.NEGATIVE_INFINITY) return false;
    const swing =
      (this.#sungTicks[place] as number) -
      (places[place] as number) -
      (this.#sungTicks[from.place] as number) +
      (places[from.place] as number);
    const quarters = (ticks + skipped + swing) / ticksPerQuarter;
    const logOnset = advanceClock(from, quarters, onset, this.#clock, this.#scratch);
    const rhythm = from.rhythm + logRhythm;
    this.#keep(from, place, { score: from.score + logRhythm + logOnset, rhythm }, ticks + skipped);
    return true;
  }

  #keep(
    from: Hypothesis,
    place: number,
    { score, rhythm }: Pick<Hypothesis, 'score' | 'rhythm'>,
    ticks: number,
  ): void {
    const tempo = Math.log(slowestBucketSeconds / this.#scratch.secondsPerQuarter) / tempoStep;
    const bucket = Math.max(0, Math.min(tempoBuckets - 1, Math.round(tempo)));
    const index = place * tempoBuckets + bucket;
    const slot = this.#slots[index];
    if (slot && slot.score >= score) return;
    if (!slot) this.#used.push(index);
    const pending = { previous: from.step, ticks };
    const { guess, start, phase } = from;
    this.#slots[index] = {
      ...this.#scratch,
      score,
      rhythm,
      start,
      phase,
      place,
      guess,
      step: -1,
      ...pending,
    } as Hypothesis & Pending;
  }

  #addStep(previous: number, ticks: number, secondsPerQuarter: number): number {
    this.#steps.push({ previous, ticks, secondsPerQuarter });
    return this.#steps.length - 1;
  }

  /** The best reading from each place of the first onset and octave of tempo. */
  distinct(beam: readonly Hypothesis[]): FollowedRhythm[] {
    const readings = new Map<string, FollowedRhythm>();
    for (const hypothesis of beam) {
      const reading = this.#trace(hypothesis);
      const [first = 0, last = 0] = [reading.ticks[0], reading.ticks.at(-1)];
      const octave = Math.round(2 * Math.log2(last - first + ticksPerQuarter));
      const key = `${first} ${octave}`;
      if (!readings.has(key)) readings.set(key, reading);
    }
    return [...readings.values()];
  }

  #trace({ score, rhythm, start, phase, step, guess }: Hypothesis): FollowedRhythm {
    const path: Step[] = [];
    for (let at = step; at >= 0; at = this.#steps[at]?.previous ?? -1) {
      path.push(this.#steps[at] as Step);
    }
    path.reverse();
    let tick = 0;
    const ticks = path.map((taken) => {
      tick += taken.ticks;
      return tick;
    });
    const secondsPerQuarter = path.map((taken) => taken.secondsPerQuarter);
    const logs = { logProbability: score, logRhythm: rhythm, logStart: start, logPhase: phase };
    return { ...logs, ticks, secondsPerQuarter, guess };
  }
}

/** The beat that starts the measure in which a first onset at a place lies; negative before the first beat. */
export function downbeatBefore(
  onset: number,
  place: number,
  { beatTicks, beatSeconds }: Pick<BeatLock, 'beatTicks' | 'beatSeconds'>,
): number {
  return Math.round(onset / beatSeconds - place / beatTicks);
}

interface Pending {
  readonly previous: number;
  readonly ticks: number;
}

function freeEntry(onset: number) {
  return { due: onset, phase: 0, logOnset: 0 };
}

function emptyClock(): BeatClock {
  return { due: 0, secondsPerQuarter: 1, dueVariance: 0, covariance: 0, tempoVariance: 0 };
}

/** Where a tick is sung with swing: it sings the first eighth of a quarter twice as long as the second. */
export function swungTick(tick: number): number {
  const inQuarter = tick % ticksPerQuarter;
  const half = ticksPerQuarter / 2;
  if (tick % (ticksPerQuarter / 4) !== 0) return tick;
  const sung =
    inQuarter <= half ? (inQuarter * 4) / 3 : half * (4 / 3) + ((inQuarter - half) * 2) / 3;
  return tick - inQuarter + sung;
}
