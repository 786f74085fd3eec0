import { voiceClock } from './beat-clock.ts';
import { type FollowedRhythm, followRhythm } from './follow-rhythm.ts';
import { listReadings, type Reading, type RhythmEvidence } from './list-readings.ts';
import type { RhythmStyle } from './rhythm-style.ts';
import type { TunedNote } from './tuned-note.ts';
import { beatLogPrior, tempoLogPrior } from './usual-tempo.ts';
import { type Judged, weighReading } from './weigh-reading.ts';

export interface ChosenRhythm extends FollowedRhythm {
  readonly style: RhythmStyle;
  /** 0 to 1: probability of the time signature against all others at the pace. */
  readonly confidence: number;
  /** Log weight of the pace's best reading, all evidence together. */
  readonly total: number;
}

const slowestBpm = 32;
const fastestBpm = 230;
const guessCount = 30;
/** Tempos less usual than this are not tried. */
const leastLogPrior = -12;

/** Notes by which the time signature is judged: more add nothing. */
const judgedNotes = 250;
/** For songs of many notes, whose rhythm the judged notes have made clear. */
const longBeam = 24;
/** Tempos whose logarithms differ by less are one tempo, not half or double of each other. */
const sameTempo = 0.3;
/** Readings whose logarithms of written length differ by less are of one pace; half as long again is. */
const samePace = 0.48;
/** A pace is as good as another where it has no less than this less weight. */
const unsureNats = 1;

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
    }).filter(({ logPrior }) => logPrior > leastLogPrior),
};

/**
 * The time signature, tempo and written onsets that are most probable together for the song's
 * first notes, which are enough to judge by: all that could be written is listed, then weighed;
 * first for the pace, then, among what is written at that pace, for the measures, or at both
 * where two are as good. What tells measures apart knows nothing of how fast people sing.
 *
 * @param notes in time order, at least one.
 */
export function chooseRhythm(notes: readonly TunedNote[], evidence: RhythmEvidence): ChosenRhythm {
  const judged = notes.slice(0, judgedNotes);
  const readings = listReadings(judged, evidence);
  const likely = readLikelyPaces(weighAll('pace', judged, readings, evidence));
  const best = mostProbable(weighAll('metre', judged, likely, evidence));
  return { ...best, total: Math.max(...likely.map(({ total }) => total)) };
}

/**
 * The readings of the pace that has most weight, and of those that have hardly less. All that could
 * be written at a pace speaks for it, in whatever time signature and place.
 */
function readLikelyPaces<Weighed extends Reading & Pick<ChosenRhythm, 'total'>>(
  readings: readonly Weighed[],
): readonly Weighed[] {
  const paces: Weighed[][] = [];
  let left = readings.toSorted((a, b) => b.total - a.total);
  const most = left[0]?.total ?? 0;
  while (left[0]) {
    const best = left[0];
    const parts = Map.groupBy(left, (reading) => isSamePace(reading, best));
    paces.push(parts.get(true) ?? []);
    left = parts.get(false) ?? [];
  }
  const weights = paces.map((pace) =>
    pace.reduce((sum, { total }) => sum + Math.exp(total - most), 0),
  );
  const least = Math.max(...weights) * Math.exp(-unsureNats);
  return paces.filter((_, i) => (weights[i] as number) >= least).flat();
}

function weighAll(
  aspect: Judged,
  notes: readonly TunedNote[],
  readings: readonly Reading[],
  evidence: RhythmEvidence,
) {
  return readings.map((reading) => ({
    ...reading,
    total: weigh(aspect, notes, reading, evidence),
  }));
}

/** Whether two readings write the notes about as long, not twice or half. */
function isSamePace(a: Reading, b: Reading): boolean {
  const span = ({ ticks }: Reading) => Math.max(1, (ticks.at(-1) ?? 0) - (ticks[0] ?? 0));
  return Math.abs(Math.log(span(a) / span(b))) < samePace;
}

/** A chosen rhythm, read on to the song's last note: in the same style, from the same tempo and place. */
export function readWhole(
  notes: readonly TunedNote[],
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
  notes: readonly TunedNote[],
  { ticks, style, evidence, beatSeconds, guess, logPhase }: Reading,
  { signatureShares }: RhythmEvidence,
): number {
  const { signatureName } = style;
  const heardBeats = guess.lock ? logPhase + guess.logPrior : 0;
  return (
    weighReading(aspect, ticks, notes, style, evidence) +
    beatLogPrior(beatSeconds) +
    heardBeats +
    Math.log(signatureShares[signatureName] / learnedShares[signatureName])
  );
}

/** The reading of most weight, and how much of all weight has its time signature. */
function mostProbable(
  readings: readonly (Reading & Pick<ChosenRhythm, 'total'>)[],
): ChosenRhythm & Reading {
  const best = readings.reduce((a, b) => (b.total > a.total ? b : a));
  const weights = readings.map(({ style, total }) => ({
    isSame: style.signatureName === best.style.signatureName,
    weight: Math.exp(total - best.total),
  }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  const same = weights.reduce((total, { isSame, weight }) => total + (isSame ? weight : 0), 0);
  return { ...best, confidence: same / sum };
}
