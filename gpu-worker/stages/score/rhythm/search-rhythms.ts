import { ticksPerQuarter } from '@my-pitch/shared/score';
import { Beam, type PartialHypothesis } from './beam.ts';
import { advanceClock, type BeatClock, type ClockSettings } from './beat-clock.ts';
import { type RhythmPath, tracePath } from './rhythm-path.ts';
import { columnTicks, maxMeasures, type RhythmStyle } from './rhythm-style.ts';
import { swungTick } from './swing.ts';
import { type BeatGrid, downbeatBefore, type TempoCandidate } from './tempo-candidate.ts';

/** Written intervals are tried within this share of the interval that the clock expects. */
const maxDeviation = 0.3;
const minDeviationTicks = 14;
/** The first onsets fix tempo and position, so the beam is wider there. */
const wideOnsets = 6;
const wideFactor = 6;

/**
 * The most probable written onsets for sung onsets in one style, with their tempo: a beam search
 * over metrical positions and tempos, in which each hypothesis has its own clock.
 *
 * @param onsets seconds, rising, at least one.
 * @param beamWidth hypotheses kept from note to note.
 * @returns best first; one path for each metrical position of the first onset and each octave of tempo.
 */
export function searchRhythms(
  onsets: readonly number[],
  style: RhythmStyle,
  tempos: readonly TempoCandidate[],
  clock: ClockSettings,
  beamWidth: number,
): RhythmPath[] {
  const search = new RhythmSearch(style, clock);
  let hypotheses = search.start(onsets[0] ?? 0, tempos);
  for (let i = 1; i < onsets.length; i++) {
    const width = i < wideOnsets ? wideFactor * beamWidth : beamWidth;
    hypotheses = search.advance(hypotheses, onsets[i] as number, width);
  }
  return distinctPaths(hypotheses);
}

class RhythmSearch {
  readonly #style: RhythmStyle;
  readonly #clock: ClockSettings;
  /** By tick, the index of the metrical position. */
  readonly #positionAt: ReadonlyMap<number, number>;
  /** Ticks by which swing delays each metrical position. */
  readonly #swingTicks: readonly number[];
  readonly #beam: Beam;
  readonly #scratch: BeatClock = {
    due: 0,
    secondsPerQuarter: 1,
    dueVariance: 0,
    covariance: 0,
    tempoVariance: 0,
  };

  constructor(style: RhythmStyle, clock: ClockSettings) {
    const { metricalPositions, isSwung } = style;
    this.#style = style;
    this.#clock = clock;
    this.#positionAt = new Map(metricalPositions.map((tick, position) => [tick, position]));
    this.#swingTicks = metricalPositions.map((tick) => (isSwung ? swungTick(tick) - tick : 0));
    this.#beam = new Beam(metricalPositions.length);
  }

  /** One hypothesis for each tempo and each metrical position of the first onset. */
  start(onset: number, tempos: readonly TempoCandidate[]): PartialHypothesis[] {
    const { metricalPositions, logStart: logStarts } = this.#style;
    return tempos.flatMap((tempo) =>
      metricalPositions.map((tick, position): PartialHypothesis => {
        const { secondsPerQuarter, logPrior, spread, beatGrid } = tempo;
        const entry = beatGrid
          ? this.#entryOnGrid(onset, tick, beatGrid)
          : { due: onset, logPhase: 0, logOnset: 0 };
        const logStart = logStarts[position] as number;
        return {
          due: entry.due,
          secondsPerQuarter,
          dueVariance: this.#clock.onsetSpread ** 2,
          covariance: 0,
          tempoVariance: (spread * secondsPerQuarter) ** 2,
          logProbability: logPrior + logStart + entry.logPhase + entry.logOnset,
          logIntervals: 0,
          logStart,
          logPhase: entry.logPhase,
          position,
          tempo,
          path: { previous: undefined, ticks: tick, secondsPerQuarter },
        };
      }),
    );
  }

  /** The time of a metrical position that is nearest to the onset, and the log likelihood of their distance. */
  #entryOnGrid(onset: number, tick: number, grid: BeatGrid) {
    const { beatTicks, beatSeconds, logPhase } = grid;
    const downbeat = downbeatBefore(onset, tick, grid);
    const due = (downbeat + tick / beatTicks) * beatSeconds;
    const deviations = (onset - due) / this.#clock.onsetSpread;
    return { due, logPhase: logPhase(downbeat), logOnset: -0.5 * deviations * deviations };
  }

  /** The best hypotheses after one more onset, best first. */
  advance(
    hypotheses: readonly PartialHypothesis[],
    onset: number,
    width: number,
  ): PartialHypothesis[] {
    for (const from of hypotheses) this.#extend(from, onset);
    return this.#beam.takeBest(width);
  }

  /** Tries all intervals near the one that the clock expects. */
  #extend(from: PartialHypothesis, onset: number): void {
    const { measureTicks } = this.#style;
    const maxTicks = maxMeasures * measureTicks;
    const expected = ((onset - from.due) / from.secondsPerQuarter) * ticksPerQuarter;
    // Intervals are counted up to two measures. Further whole measures of rest change no position.
    const skipped = Math.max(0, Math.floor(expected / measureTicks) - maxMeasures + 1);
    const near = expected - skipped * measureTicks;
    const reach = Math.max(minDeviationTicks, maxDeviation * near);
    const low = Math.max(1, Math.ceil((near - reach) / columnTicks));
    const high = Math.max(low, Math.min(maxTicks, Math.floor(near + reach)) / columnTicks);
    let isExtended = false;
    for (let column = low; column <= high; column++) {
      const ticks = column * columnTicks;
      isExtended = this.#tryInterval(from, onset, ticks, skipped * measureTicks) || isExtended;
    }
    // No interval is near, because the notes are faster than any style: take the shortest there is.
    for (let column = 1; !isExtended && column <= maxTicks / columnTicks; column++) {
      isExtended = this.#tryInterval(from, onset, column * columnTicks, skipped * measureTicks);
    }
  }

  /** Adds one interval to a hypothesis; false if the style has no such interval. */
  #tryInterval(from: PartialHypothesis, onset: number, ticks: number, skipped: number): boolean {
    const { measureTicks, columns, logTransition, metricalPositions } = this.#style;
    const tick = (metricalPositions[from.position] as number) + ticks;
    const position = this.#positionAt.get(tick % measureTicks);
    const logInterval = logTransition[from.position * columns + ticks / columnTicks] as number;
    if (position === undefined || logInterval === Number.NEGATIVE_INFINITY) return false;
    const swing =
      (this.#swingTicks[position] as number) - (this.#swingTicks[from.position] as number);
    const quarters = (ticks + skipped + swing) / ticksPerQuarter;
    const logOnset = advanceClock(from, quarters, onset, this.#clock, this.#scratch);
    const logProbability = from.logProbability + logInterval + logOnset;
    const { secondsPerQuarter } = this.#scratch;
    const slot = this.#beam.findSlot(position, secondsPerQuarter, logProbability);
    if (slot === undefined) return true;
    this.#beam.put(slot, {
      ...this.#scratch,
      logProbability,
      logIntervals: from.logIntervals + logInterval,
      logStart: from.logStart,
      logPhase: from.logPhase,
      position,
      tempo: from.tempo,
      path: { previous: from.path, ticks: ticks + skipped, secondsPerQuarter },
    });
    return true;
  }
}

/** The best path for each metrical position of the first onset and each octave of tempo, best first. */
function distinctPaths(hypotheses: readonly PartialHypothesis[]): RhythmPath[] {
  const paths = new Map<string, RhythmPath>();
  for (const hypothesis of hypotheses) {
    const { logProbability, logIntervals, logStart, logPhase, tempo } = hypothesis;
    const traced = tracePath(hypothesis.path);
    const [first = 0, last = 0] = [traced.ticks[0], traced.ticks.at(-1)];
    const octave = Math.round(2 * Math.log2(last - first + ticksPerQuarter));
    const key = `${first} ${octave}`;
    const path = { logProbability, logIntervals, logStart, logPhase, tempo, ...traced };
    if (!paths.has(key)) paths.set(key, path);
  }
  return [...paths.values()];
}
