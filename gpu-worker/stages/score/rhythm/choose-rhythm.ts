import type { Alternatives } from '@my-pitch/shared/score';
import { voiceClock } from './beat-clock.ts';
import { closeAlternatives } from './close-alternatives.ts';
import {
  type Aspect,
  type HypothesisLogProbability,
  hypothesisLogProbability,
} from './hypothesis-log-probability.ts';
import { listHypotheses, type RhythmEvidence, type RhythmHypothesis } from './list-hypotheses.ts';
import type { NoteEvent } from './note-event.ts';
import type { RhythmPath } from './rhythm-path.ts';
import type { RhythmStyle } from './rhythm-style.ts';
import { searchRhythms } from './search-rhythms.ts';
import { tempoLogPrior, unaccompaniedTempoLogPrior } from './tempo-prior.ts';

export interface ChosenRhythm extends RhythmPath {
  readonly style: RhythmStyle;
  /** Probability of the time signature among all hypotheses of the tempo level, 0 to 1. */
  readonly confidence: number;
  /**
   * Log of the summed weight of all hypotheses of the tempo level, by all judged notes. Comparable
   * between voice and accompaniment.
   */
  readonly tempoLevelLogWeight: number;
  /** Absent if no other reading is close. */
  readonly alternatives: Alternatives | undefined;
}

const minBpm = 32;
const maxBpm = 230;
const tempoCount = 30;
/** Tempos with a lower log prior are not tried. */
const minLogPrior = -12;

/** The rhythm is chosen by this many notes. More notes do not change the choice. */
const maxJudgedNotes = 250;
/** Beam width for the notes after those, whose style and tempo are then known. */
const extensionBeamWidth = 24;
/** Maximum difference of ln(tempo) for tempos that are neither half nor double of each other. */
const maxTempoDifference = 0.3;
/** Maximum difference of ln(written length) within a tempo level. Triplets for duplets (ln 1.5 = 0.41) are within it. */
const maxLevelDifference = 0.48;

/**
 * At the choice of the tempo level the evidence of all notes weighs at most as much as that of so many.
 * A sum would outweigh the tempo of singers the more the longer a song is, or the more often it is repeated.
 */
const levelNotes = 60;

/** Time signatures of the tunes that the networks were trained on. */
const trainingShares = { '2/4': 0.28, '3/4': 0.16, '4/4': 0.48, '6/8': 0.08 } as const;

/**
 * Evidence for a voice without a band: any tempo that is plausible for the style. 2/4 and 4/4 have
 * their shares in folk and children's songs, which are sung without one; but they are equal where the
 * tempo level is chosen, or more songs would be read at half their tempo, in 2/4.
 */
export const voiceEvidence: RhythmEvidence = {
  signatureShares: {
    tempoLevel: { '2/4': 0.38, '3/4': 0.16, '4/4': 0.38, '6/8': 0.08 },
    metre: { '2/4': 0.45, '3/4': 0.16, '4/4': 0.31, '6/8': 0.08 },
  },
  clock: voiceClock,
  tempoCandidates: ({ meanLogQuarters }) =>
    Array.from({ length: tempoCount }, (_, i) => {
      const bpm = minBpm * (maxBpm / minBpm) ** (i / (tempoCount - 1));
      const logPrior = tempoLogPrior(bpm, meanLogQuarters);
      return { secondsPerQuarter: 60 / bpm, logPrior, spread: 0.05 };
    }).filter(({ logPrior }) => logPrior > minLogPrior),
  tempoLevelLogPrior: ({ quarterBpm }) => unaccompaniedTempoLogPrior(quarterBpm),
};

/** A hypothesis with its log probabilities. */
export interface JudgedHypothesis extends RhythmHypothesis {
  /** At the choice of the tempo level: as of a song of at most 60 notes. */
  readonly byTempoLevel: number;
  /** At the choice of the metre. */
  readonly byMetre: number;
}

/** Hypotheses of one tempo level, and the log of their summed weight. */
export interface TempoLevel {
  readonly hypotheses: readonly JudgedHypothesis[];
  readonly logWeight: number;
}

/**
 * Chooses the time signature, tempo and written onsets that are most probable together, by the first
 * 250 notes. The tempo level is chosen first, then the metre among the hypotheses of that level.
 *
 * @param notes in time order, at least one.
 */
export function chooseRhythm(notes: readonly NoteEvent[], evidence: RhythmEvidence): ChosenRhythm {
  const judged = notes.slice(0, maxJudgedNotes);
  const noteWeight = Math.min(1, levelNotes / judged.length);
  const hypotheses = listHypotheses(judged, evidence).map((hypothesis) => {
    const [level, metre] = (['tempoLevel', 'metre'] as const).map((aspect) =>
      logProbability(aspect, judged, hypothesis, evidence),
    ) as [HypothesisLogProbability, HypothesisLogProbability];
    return {
      ...hypothesis,
      byTempoLevel:
        noteWeight * level.ofNotes + level.ofSong + evidence.tempoLevelLogPrior(hypothesis),
      byMetre: metre.ofNotes + metre.ofSong,
    };
  });
  const levels = tempoLevels(hypotheses);
  const [level] = levels;
  if (!level) throw new RangeError('There are no notes');
  const chosen = mostProbableMetre(level.hypotheses);
  return {
    ...chosen,
    tempoLevelLogWeight: level.logWeight / noteWeight,
    alternatives: closeAlternatives(levels, chosen),
  };
}

/** Groups hypotheses by tempo level, around the best ones, and sums the weights in each group. Most probable first. */
export function tempoLevels(hypotheses: readonly JudgedHypothesis[]): TempoLevel[] {
  const levels: TempoLevel[] = [];
  let others = hypotheses.toSorted((a, b) => b.byTempoLevel - a.byTempoLevel);
  while (others[0]) {
    const best = others[0];
    const parts = Map.groupBy(others, (hypothesis) => hasSameTempoLevel(hypothesis, best));
    const same = parts.get(true) ?? [];
    const weight = same.reduce(
      (sum, { byTempoLevel }) => sum + Math.exp(byTempoLevel - best.byTempoLevel),
      0,
    );
    levels.push({ hypotheses: same, logWeight: best.byTempoLevel + Math.log(weight) });
    others = parts.get(false) ?? [];
  }
  return levels.sort((a, b) => b.logWeight - a.logWeight);
}

/** Whether two hypotheses write the notes about equally long, neither half nor double. */
function hasSameTempoLevel(a: RhythmHypothesis, b: RhythmHypothesis): boolean {
  const span = ({ ticks }: RhythmHypothesis) => Math.max(1, (ticks.at(-1) ?? 0) - (ticks[0] ?? 0));
  return Math.abs(Math.log(span(a) / span(b))) < maxLevelDifference;
}

/** Continues a chosen rhythm to the last note: in the same style, near the same tempo, from the same position. */
export function extendToAllNotes(
  notes: readonly NoteEvent[],
  chosen: ChosenRhythm,
  { tempoCandidates, clock }: RhythmEvidence,
): ChosenRhythm {
  if (chosen.ticks.length === notes.length) return chosen;
  const { style, tempo } = chosen;
  const near = tempoCandidates(style).filter(
    ({ secondsPerQuarter }) =>
      Math.abs(Math.log(secondsPerQuarter / tempo.secondsPerQuarter)) < maxTempoDifference,
  );
  const onsets = notes.map(({ startSeconds }) => startSeconds);
  const paths = searchRhythms(onsets, style, near, clock, extensionBeamWidth);
  const whole = paths.find(({ ticks }) => ticks[0] === chosen.ticks[0]) ?? paths[0];
  return { ...chosen, ...whole };
}

/** Log probability of a hypothesis by one network, with the priors of signature and downbeat. */
function logProbability(
  aspect: Aspect,
  notes: readonly NoteEvent[],
  { ticks, style, evidence, tempo, logPhase }: RhythmHypothesis,
  { signatureShares }: RhythmEvidence,
): HypothesisLogProbability {
  const { signatureName } = style;
  const { ofNotes, ofSong } = hypothesisLogProbability(aspect, ticks, notes, style, evidence);
  const logBeats = tempo.beatGrid ? logPhase + tempo.logPrior : 0;
  const logShare = Math.log(signatureShares[aspect][signatureName] / trainingShares[signatureName]);
  return { ofNotes, ofSong: ofSong + logBeats + logShare };
}

/** The best hypothesis by the metre network. Its confidence is the share of its time signature in all weight. */
export function mostProbableMetre(
  hypotheses: readonly JudgedHypothesis[],
): JudgedHypothesis & Pick<ChosenRhythm, 'confidence'> {
  const best = hypotheses.reduce((a, b) => (b.byMetre > a.byMetre ? b : a));
  const weights = hypotheses.map(({ style, byMetre }) => ({
    isSame: style.signatureName === best.style.signatureName,
    weight: Math.exp(byMetre - best.byMetre),
  }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  const same = weights.reduce((total, { isSame, weight }) => total + (isSame ? weight : 0), 0);
  return { ...best, confidence: same / sum };
}
