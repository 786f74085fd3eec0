import { voiceClock } from './beat-clock.ts';
import { type FollowedRhythm, followRhythm } from './follow-rhythm.ts';
import { listHypotheses, type Reading, type RhythmEvidence } from './list-hypotheses.ts';
import type { NoteEvent } from './note-event.ts';
import type { RhythmStyle } from './rhythm-style.ts';
import { beatLogPrior, tempoLogPrior } from './tempo-prior.ts';
import { type Judged, weighHypothesis } from './weigh-hypothesis.ts';

export interface ChosenRhythm extends FollowedRhythm {
  readonly style: RhythmStyle;
  /** 0 to 1: probability of the time signature against all others at the pace. */
  readonly confidence: number;
  /** Log weight of all that could be written at the pace, all evidence together. */
  readonly total: number;
}

const slowestBpm = 32;
const fastestBpm = 230;
const guessCount = 30;
/** Tempos less usual than this are not tried. */
const minLogPrior = -12;

/** Notes by which the time signature is judged: more add nothing. */
const judgedNotes = 250;
/** For songs of many notes, whose rhythm the judged notes have made clear. */
const longBeam = 24;
/** Tempos whose logarithms differ by less are one tempo, not half or double of each other. */
const sameTempo = 0.3;
/** Readings whose logarithms of written length differ by less are of one pace; half as long again is. */
const samePace = 0.48;

/** Time signatures of the tunes that the weights were learned from. */
const learnedShares = { '2/4': 0.28, '3/4': 0.16, '4/4': 0.48, '6/8': 0.08 } as const;

/**
 * The voice alone: any tempo that a tune of the style is sung in. Two and four are taken to be as
 * usual: who sings alone sings pop, in four, or children's songs and exercises, mostly in two.
 */
export const voiceEvidence: RhythmEvidence = {
  signatureShares: { '2/4': 0.38, '3/4': 0.16, '4/4': 0.38, '6/8': 0.08 },
  clock: voiceClock,
  guesses: ({ meanLogQuarters }) =>
    Array.from({ length: guessCount }, (_, i) => {
      const bpm = slowestBpm * (fastestBpm / slowestBpm) ** (i / (guessCount - 1));
      const logPrior = tempoLogPrior(bpm, meanLogQuarters);
      return { secondsPerQuarter: 60 / bpm, logPrior, spread: 0.05 };
    }).filter(({ logPrior }) => logPrior > minLogPrior),
};

/** A reading and how probable each layer holds it against all others, in nats. */
interface Weighed extends Reading {
  readonly byPace: number;
  readonly byMetre: number;
}

/**
 * The time signature, tempo and written onsets that are most probable together for the song's
 * first notes, which are enough to judge by: all that could be written is listed, then weighed;
 * first for the pace, by both layers, then, among what is written at that pace, for the measures.
 *
 * @param notes in time order, at least one.
 */
export function chooseRhythm(notes: readonly NoteEvent[], evidence: RhythmEvidence): ChosenRhythm {
  const judged = notes.slice(0, judgedNotes);
  const readings = listHypotheses(judged, evidence).map((reading) => ({
    ...reading,
    byPace: weigh('pace', judged, reading, evidence),
    byMetre: weigh('metre', judged, reading, evidence),
  }));
  const pace = heaviestPace(readings);
  return { ...mostProbable(pace.readings), total: pace.total };
}

/** What could be written at one pace, and its log weight. */
interface Pace {
  readonly readings: readonly Weighed[];
  readonly total: number;
}

/**
 * All that could be written at a pace speaks for it, in whatever time signature and place. Both
 * layers count alike: what tells measures apart knows nothing of how fast people sing, and what
 * knows that sees little of a tune's form.
 */
function heaviestPace(readings: readonly Weighed[]): Pace {
  const paces: Pace[] = [];
  let left = readings.toSorted((a, b) => byBoth(b) - byBoth(a));
  while (left[0]) {
    const best = left[0];
    const parts = Map.groupBy(left, (reading) => isSamePace(reading, best));
    const same = parts.get(true) ?? [];
    const weight = same.reduce((sum, one) => sum + Math.exp(byBoth(one) - byBoth(best)), 0);
    paces.push({ readings: same, total: byBoth(best) + Math.log(weight) });
    left = parts.get(false) ?? [];
  }
  return paces.reduce((a, b) => (b.total > a.total ? b : a));
}

function byBoth({ byPace, byMetre }: Weighed): number {
  return (byPace + byMetre) / 2;
}

/** Whether two readings write the notes about as long, not twice or half. */
function isSamePace(a: Reading, b: Reading): boolean {
  const span = ({ ticks }: Reading) => Math.max(1, (ticks.at(-1) ?? 0) - (ticks[0] ?? 0));
  return Math.abs(Math.log(span(a) / span(b))) < samePace;
}

/** A chosen rhythm, read on to the song's last note: in the same style, from the same tempo and place. */
export function readWhole(
  notes: readonly NoteEvent[],
  chosen: ChosenRhythm,
  { guesses, clock }: RhythmEvidence,
): ChosenRhythm {
  if (chosen.ticks.length === notes.length) return chosen;
  const { style, guess } = chosen;
  const near = guesses(style).filter(
    ({ secondsPerQuarter }) =>
      Math.abs(Math.log(secondsPerQuarter / guess.secondsPerQuarter)) < sameTempo,
  );
  const onsets = notes.map(({ startSeconds }) => startSeconds);
  const readings = followRhythm(onsets, style, near, clock, longBeam);
  const whole = readings.find(({ ticks }) => ticks[0] === chosen.ticks[0]) ?? readings[0];
  return { ...chosen, ...whole };
}

function weigh(
  aspect: Judged,
  notes: readonly NoteEvent[],
  { ticks, style, evidence, beatSeconds, guess, logPhase }: Reading,
  { signatureShares }: RhythmEvidence,
): number {
  const { signatureName } = style;
  const heardBeats = guess.lock ? logPhase + guess.logPrior : 0;
  return (
    weighHypothesis(aspect, ticks, notes, style, evidence) +
    beatLogPrior(beatSeconds) +
    heardBeats +
    Math.log(signatureShares[signatureName] / learnedShares[signatureName])
  );
}

/** The reading that the metre's layer holds most probable, and how much of all weight has its time signature. */
function mostProbable(readings: readonly Weighed[]): Omit<ChosenRhythm, 'total'> {
  const best = readings.reduce((a, b) => (b.byMetre > a.byMetre ? b : a));
  const weights = readings.map(({ style, byMetre }) => ({
    isSame: style.signatureName === best.style.signatureName,
    weight: Math.exp(byMetre - best.byMetre),
  }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  const same = weights.reduce((total, { isSame, weight }) => total + (isSame ? weight : 0), 0);
  return { ...best, confidence: same / sum };
}
