import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import type { ClockSettings } from './beat-clock.ts';
import { type FollowedRhythm, followRhythm, type TempoGuess } from './follow-rhythm.ts';
import type { NoteEvent } from './note-event.ts';
import { type RhythmStyle, rhythmStyles, type SignatureName } from './rhythm-style.ts';
import { meanLogInterval, tempoLogPrior, usualBpm } from './tempo-prior.ts';
import type { ReadingEvidence } from './weigh-hypothesis.ts';

/** How a song is read before its rhythm is known: which tempos are tried, and how far it strays. */
export interface RhythmEvidence {
  /** How usual each time signature is. */
  readonly signatureShares: Readonly<Record<SignatureName, number>>;
  readonly clock: ClockSettings;
  readonly guesses: (style: RhythmStyle) => readonly TempoGuess[];
}

/** What may be written for what was sung. */
export interface Reading extends FollowedRhythm {
  readonly style: RhythmStyle;
  readonly evidence: ReadingEvidence;
  /** Mean of what a conductor beats. */
  readonly beatSeconds: number;
}

const beam = 20;
/** Readings of one style and range of tempos that are kept, and how much less probable they may be. */
const readingsPerSearch = 4;
const hopelessNats = 10;

/**
 * Everything that could be written for sung notes: the best readings in every style, searched for
 * among slow tempos and among fast ones, since one may crowd out the other. Each written rhythm
 * comes once, in the style it is most probable in.
 *
 * @param notes in time order, at least one.
 */
export function listHypotheses(
  notes: readonly NoteEvent[],
  { guesses, clock }: Pick<RhythmEvidence, 'guesses' | 'clock'>,
): Reading[] {
  const onsets = notes.map(({ startSeconds }) => startSeconds);
  const all = rhythmStyles.flatMap((style) => {
    const usual = 60 / usualBpm(style.meanLogQuarters);
    const ranges = Map.groupBy(guesses(style), (guess) => guess.secondsPerQuarter > usual);
    return [...ranges.values()].flatMap((range) => {
      const followed = followRhythm(onsets, style, range, clock, beam);
      const least = (followed[0]?.logProbability ?? 0) - hopelessNats;
      return followed
        .filter(({ logProbability }) => logProbability > least)
        .slice(0, readingsPerSearch)
        .map((reading) => describe(reading, style, onsets));
    });
  });
  return withoutDoubles(all);
}

function describe(
  followed: FollowedRhythm,
  style: RhythmStyle,
  onsets: readonly number[],
): Reading {
  const { ticks, logProbability, logRhythm, logStart, logPhase, guess } = followed;
  const ticksLong = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0);
  const seconds = (onsets.at(-1) ?? 0) - (onsets[0] ?? 0);
  const tickSeconds =
    ticksLong > 0 ? seconds / ticksLong : guess.secondsPerQuarter / ticksPerQuarter;
  const bpm = 60 / (tickSeconds * ticksPerQuarter);
  const evidence = {
    onsets: logProbability - logRhythm - logStart - logPhase - guess.logPrior,
    rhythm: logRhythm,
    start: logStart,
    style: style.logShare,
    tempo: tempoLogPrior(bpm, meanLogInterval(ticks)),
  };
  const { beatTicks } = metreStructure(style.timeSignature);
  return { ...followed, style, evidence, beatSeconds: beatTicks * tickSeconds };
}

function withoutDoubles(readings: readonly Reading[]): Reading[] {
  const best = new Map<string, Reading>();
  const inStyle = ({ evidence }: Reading) => evidence.rhythm + evidence.start + evidence.style;
  for (const reading of readings) {
    const { style, ticks } = reading;
    const key = `${style.signatureName} ${style.isSwung} ${ticks.join()}`;
    const other = best.get(key);
    if (!other || inStyle(reading) > inStyle(other)) best.set(key, reading);
  }
  return [...best.values()];
}
