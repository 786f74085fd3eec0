import { layingModel } from './laying-model.ts';
import { noteFeatures } from './note-features.ts';
import type { WordLine } from './parse-words.ts';
import { isWeak } from './weak-words.ts';

/** A note as words are laid on it. */
export interface LaidNote {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}

/** Costs in nats that the notes say nothing about: tuned on half of the songs of `npm run bench:lyrics`. */
const layingWeights = {
  /** How much the notes say, for each kind of note. */
  line: 1.6,
  word: 1.6,
  hold: 1.28,
  /** A syllable held over a second of silence, a note without words, and the first such note after words. */
  heldOverBreath: 8,
  spare: 1.12,
  spareOpen: 6,
  /** Another syllable on a note: its share of the notes' evidence; where a word begins, and a line. */
  elide: 0.6,
  elideMany: 1.6,
  elideWord: 0.18,
  elideLine: 4.8,
  /** A second between a word and the time that its text gives, at most so many. */
  lateSecond: 4,
  maxLateSeconds: 3,
};

export interface LayingCosts {
  readonly syllableCount: number;
  /** Of beginning a syllable with a note. */
  start(note: number, syllable: number): number;
  /** Of holding the syllable before it over a note. */
  hold(note: number): number;
  /** Of one more syllable on a note, as the second, third or fourth. */
  share(note: number, syllable: number, count: number): number;
  readonly spareOpen: number;
  readonly spare: number;
  /** Whether notes may be spare after so many syllables. */
  isBetweenLines(laid: number): boolean;
}

/** The costs of laying some lines on some notes. */
export function costsOf(notes: readonly LaidNote[], lines: readonly WordLine[]): LayingCosts {
  const weights = layingWeights;
  const syllables = lines.flatMap((line) => line.syllables);
  const startsLine = lines.flatMap((line) => line.syllables.map((_, index) => index === 0));
  const features = noteFeatures(notes);
  const kinds = features.map((values) => costsOfKinds(layingModel.kinds, values));
  const elisions = features.map((values) => costsOfKinds(layingModel.elision, values)[1] as number);
  const cost = (note: number, kind: number) => kinds[note]?.[kind] as number;
  // Each syllable has to be laid, so a kind costs nothing for being rare.
  const surprise = (note: number, kind: number) =>
    cost(note, kind) + (layingModel.logPriors[kind] as number);
  const kindsOfWords = syllables.map(({ text, goesOn }, i) => {
    if (syllables[i - 1]?.goesOn) return 2;
    return !goesOn && isWeak(text) ? 5 : 1;
  });
  const lateness = (note: number, syllable: number) => {
    const wanted = syllables[syllable]?.seconds;
    if (wanted === undefined) return 0;
    const late = Math.abs((notes[note]?.startSeconds ?? 0) - wanted);
    return weights.lateSecond * Math.min(weights.maxLateSeconds, late);
  };
  return {
    syllableCount: syllables.length,
    spareOpen: weights.spareOpen,
    spare: weights.spare,
    isBetweenLines: (laid) => laid === syllables.length || startsLine[laid] === true,
    start: (note, syllable) => {
      const late = lateness(note, syllable);
      if (startsLine[syllable]) return late + weights.line * surprise(note, 0);
      return late + weights.word * surprise(note, kindsOfWords[syllable] as number);
    },
    hold: (note) =>
      weights.hold * cost(note, 3) + weights.heldOverBreath * breathBefore(notes, note),
    share: (note, syllable, count) => {
      const line = startsLine[syllable] ? weights.elideLine : 0;
      const word = syllables[syllable - 1]?.goesOn ? 0 : weights.elideWord;
      const many = weights.elideMany * (count - 2);
      const evidence = weights.elide * (elisions[note] as number);
      return evidence + many + word + line + lateness(note, syllable);
    },
  };
}

/** The silence before a note that is more than a consonant takes, in seconds; one at most. */
function breathBefore(notes: readonly LaidNote[], note: number): number {
  const silence = (notes[note]?.startSeconds ?? 0) - (notes[note - 1]?.endSeconds ?? 0);
  return Math.min(1, Math.max(0, silence - 0.25));
}

/** Minus the logarithm of each kind's probability, by logistic regression. */
function costsOfKinds(model: readonly (readonly number[])[], values: readonly number[]): number[] {
  const sums = model.map((weights) =>
    weights.reduce((sum, weight, i) => sum + weight * (values[i] as number), 0),
  );
  const highest = Math.max(...sums);
  const total = sums.reduce((sum, each) => sum + Math.exp(each - highest), 0);
  return sums.map((each) => highest + Math.log(total) - each);
}
