import { floorMod } from '@my-pitch/shared/floor-mod';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import type { Accompaniment } from '../accompaniment/estimate-beats.ts';
import type { ClockSettings } from './beat-clock.ts';
import type { RhythmEvidence } from './list-hypotheses.ts';
import type { RhythmStyle } from './rhythm-style.ts';
import type { TempoCandidate } from './tempo-candidate.ts';
import type { BeatMap } from './tempo-curve.ts';
import { tempoLogPrior, unusualTempoLogPrior } from './tempo-prior.ts';

/** A singer with a band deviates from its beat, but tempo and phase stay with the band. */
const accompaniedClock: ClockSettings = {
  onsetSpread: 0.045,
  tempoDrift: 0.003,
  phaseDrift: 0.008,
  outlierShare: 0.05,
};

/** Time signatures of songs with a band: nearly all of POP909's are in four. */
const recordedShares = { '2/4': 0.03, '3/4': 0.09, '4/4': 0.76, '6/8': 0.12 } as const;

/** Note values that a tracked beat may have in the score, with their prior probabilities. */
const simpleBeats = [
  { beatTicks: ticksPerQuarter, share: 0.75 },
  { beatTicks: 2 * ticksPerQuarter, share: 0.15 },
  { beatTicks: ticksPerQuarter / 2, share: 0.1 },
] as const;
const compoundBeats = [
  { beatTicks: 1.5 * ticksPerQuarter, share: 0.8 },
  { beatTicks: ticksPerQuarter / 2, share: 0.2 },
] as const;
/** The mean tempo of the beats is nearly exact. */
const tempoSpread = 0.002;

/** Weight of the tempo prior where the tempo level is chosen. */
const tempoWeight = 0.864;

/** A time scale on which the beats of an accompaniment are evenly spaced. */
export class BeatTime {
  readonly #beats: readonly number[];
  readonly meanSeconds: number;

  constructor({ beatSeconds }: Accompaniment) {
    this.#beats = beatSeconds;
    const [first, last] = [beatSeconds[0] ?? 0, beatSeconds.at(-1) ?? 1];
    this.meanSeconds = (last - first) / Math.max(1, beatSeconds.length - 1);
  }

  /** Beats since the first one times the mean beat length. Before the first and after the last beat their tempo continues. */
  evenSeconds(seconds: number): number {
    let low = 0;
    let high = this.#beats.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#beats[middle] as number) <= seconds) low = middle;
      else high = middle;
    }
    const [from, to] = [this.#beats[low] as number, this.#beats[high] as number];
    return (low + (seconds - from) / (to - from)) * this.meanSeconds;
  }

  /** The ticks of the beats in a score in which the first beat lies at `firstTick`. */
  mapOnTicks(firstTick: number, beatTicks: number): BeatMap {
    return this.#beats.map((seconds, i) => ({ seconds, tick: firstTick + i * beatTicks }));
  }
}

/** Evidence for a voice over a band: the tracked beats are the score's beats, half as long or twice as long. */
export function accompaniedEvidence(
  { downbeatStrengths }: Accompaniment,
  meanSeconds: number,
): RhythmEvidence {
  return {
    signatureShares: { tempoLevel: recordedShares, metre: recordedShares },
    clock: accompaniedClock,
    tempoCandidates: (style) => {
      const beats = style.timeSignature.beatType === 8 ? compoundBeats : simpleBeats;
      return beats.map(({ beatTicks, share }): TempoCandidate => {
        const secondsPerQuarter = (meanSeconds * ticksPerQuarter) / beatTicks;
        const phases = logPhases(downbeatStrengths, style, beatTicks);
        return {
          secondsPerQuarter,
          logPrior: Math.log(share) + tempoLogPrior(60 / secondsPerQuarter, style.meanLogQuarters),
          spread: tempoSpread,
          beatGrid: {
            beatTicks,
            beatSeconds: meanSeconds,
            logPhase: (beat) => phases[floorMod(beat, phases.length)] ?? 0,
          },
        };
      });
    },
    tempoLevelLogPrior: ({ quarterBpm, evidence }) =>
      tempoWeight * evidence.tempo + unusualTempoLogPrior(quarterBpm),
  };
}

/**
 * For each beat of the measure, the log likelihood ratio that it is the downbeat: its mean strength
 * minus that of the beat before. Measures repeat each other, so the evidence grows with the square
 * root of their number. On POP909's accompaniments, synthesised from sines and drums, 80 % of the
 * phases are right, and the ratios are calibrated.
 */
function logPhases(
  strengths: readonly number[],
  { measureTicks }: RhythmStyle,
  beatTicks: number,
): number[] {
  const beats = measureTicks / beatTicks;
  if (!Number.isInteger(beats) || beats < 2) return [0];
  const sums = new Array<number>(beats).fill(0);
  strengths.forEach((strength, i) => {
    sums[i % beats] = (sums[i % beats] as number) + strength / Math.sqrt(strengths.length);
  });
  return sums.map((sum, phase) => sum - (sums[(phase + beats - 1) % beats] as number));
}
