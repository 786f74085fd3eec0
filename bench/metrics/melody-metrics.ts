import { resampleMelody, type Sampled } from './resample-melody.ts';

/** A pitch track at any times. Zero is unvoiced; a negative value is a guess for an unvoiced frame. */
export interface MelodySeries {
  readonly timeSeconds: readonly number[];
  readonly frequencyHz: readonly number[];
}

export interface MelodyScores {
  readonly voicingRecall: number;
  readonly voicingFalseAlarm: number;
  /** Share of voiced reference frames with a pitch within 50 cents, regardless of the voicing decision. */
  readonly rawPitchAccuracy: number;
  /** The same, ignoring octave errors. */
  readonly rawChromaAccuracy: number;
  /** Share of frames with correct voicing and pitch. */
  readonly overallAccuracy: number;
}

/** The mean of each measure over recordings. */
export function meanMelodyScores(scores: readonly MelodyScores[]): MelodyScores {
  const mean = (measure: keyof MelodyScores) =>
    scores.reduce((sum, score) => sum + score[measure], 0) / scores.length;
  return {
    voicingRecall: mean('voicingRecall'),
    voicingFalseAlarm: mean('voicingFalseAlarm'),
    rawPitchAccuracy: mean('rawPitchAccuracy'),
    rawChromaAccuracy: mean('rawChromaAccuracy'),
    overallAccuracy: mean('overallAccuracy'),
  };
}

/**
 * The melody measures of Poliner et al. (IEEE TASLP 15(4), 2007) as in mir_eval.melody: resamples the
 * estimate to the times of the reference; the pitch tolerance is 50 cents.
 */
export function scoreMelody(
  reference: MelodySeries,
  estimate: MelodySeries,
  toleranceCents = 50,
): MelodyScores {
  const truth = sample(startAtZero(reference));
  const guess = resampleMelody(sample(startAtZero(estimate)), truth.timeSeconds);
  let voiced = 0;
  let voicedFound = 0;
  let falseAlarms = 0;
  let rightPitch = 0;
  let rightChroma = 0;
  let rightOverall = 0;
  truth.timeSeconds.forEach((_, i) => {
    const isVoiced = (truth.voicing[i] as number) > 0;
    const isFoundVoiced = (guess.voicing[i] as number) > 0;
    const cents = truth.cents[i] as number;
    const guessed = guess.cents[i] as number;
    const hasBoth = cents !== 0 && guessed !== 0;
    const distance = Math.abs(cents - guessed);
    const isRight = hasBoth && distance < toleranceCents;
    const folded = Math.abs(distance - 1200 * Math.floor(distance / 1200 + 0.5));
    if (isVoiced) {
      voiced++;
      if (isFoundVoiced) voicedFound++;
      if (isRight) rightPitch++;
      if (hasBoth && folded < toleranceCents) rightChroma++;
      if (isRight && isFoundVoiced) rightOverall++;
    } else if (isFoundVoiced) falseAlarms++;
    else rightOverall++;
  });
  const frames = truth.timeSeconds.length;
  return {
    voicingRecall: voiced === 0 ? 1 : voicedFound / voiced,
    voicingFalseAlarm: frames === voiced ? 0 : falseAlarms / (frames - voiced),
    rawPitchAccuracy: voiced === 0 ? 0 : rightPitch / voiced,
    rawChromaAccuracy: voiced === 0 ? 0 : rightChroma / voiced,
    overallAccuracy: frames === 0 ? 0 : rightOverall / frames,
  };
}

/** Extends the first value of a series back to time 0. */
function startAtZero({ timeSeconds, frequencyHz }: MelodySeries): MelodySeries {
  if ((timeSeconds[0] ?? 0) <= 0) return { timeSeconds, frequencyHz };
  return {
    timeSeconds: [0, ...timeSeconds],
    frequencyHz: [frequencyHz[0] as number, ...frequencyHz],
  };
}

function sample({ timeSeconds, frequencyHz }: MelodySeries): Sampled {
  return {
    timeSeconds,
    cents: frequencyHz.map((hz) => (hz === 0 ? 0 : 1200 * Math.log2(Math.abs(hz) / 10))),
    voicing: frequencyHz.map((hz) => (hz > 0 ? 1 : 0)),
  };
}
