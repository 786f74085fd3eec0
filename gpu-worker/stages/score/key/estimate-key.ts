import type { KeyEstimate, SungNote } from '@my-pitch/shared/analysis';
import { type Harmony, pitchClassShares } from '../accompaniment/estimate-harmony.ts';
import { type KeyWeights, keyStatistics, referenceBandSeconds } from './key-statistics.ts';

const modes = ['major', 'minor'] as const;
/** A note ends a phrase if the next one follows after at least this many median intervals. */
const phraseEndIntervals = 2.5;
/**
 * Prior against each sharp or flat of the signature, in nats. A compromise: printed music uses few
 * accidentals, recorded pop uses any key (OpenEWLD, OpenScore Lieder, POP909).
 */
const natsPerAccidental = 0.25;
/** Weight of the voice when there is a band, because part of their evidence is the same. */
const voiceWeightOverBand = 0.6;
/** Harmony beyond this duration adds no evidence. */
const maxBandSeconds = 80;

/** Evidence for all keys, by pitch class, C first. */
interface KeyEvidence {
  /** [12] */
  readonly time: readonly number[];
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** [12] */
  readonly phraseEnds: readonly number[];
  /** [12, 12], from and to. */
  readonly transitions: readonly (readonly number[])[];
  /** [12] */
  readonly harmony: readonly number[] | undefined;
}

/**
 * Estimates the most probable key of a song: from the duration of each degree, the degrees on which
 * the melody and its phrases begin and end, the transitions between degrees, and the band's harmony.
 * Counts enter by their logarithm, because a tune that dwells on a note once tends to do so again.
 *
 * @param notes in time order; may be empty.
 */
export function estimateKey(
  notes: readonly SungNote[],
  harmony?: Harmony | undefined,
): KeyEstimate {
  const evidence = gatherEvidence(notes, harmony);
  const keys = modes.flatMap((mode) =>
    Array.from({ length: 12 }, (_, tonic) => {
      const fifths = fifthsOf(tonic, mode);
      const logLikelihood = keyLogLikelihood(evidence, tonic, keyStatistics[mode]);
      const logPrior = -natsPerAccidental * Math.abs(fifths);
      return { mode, fifths, logProbability: logLikelihood + logPrior };
    }),
  );
  const max = Math.max(...keys.map(({ logProbability }) => logProbability));
  const sum = keys.reduce((total, key) => total + Math.exp(key.logProbability - max), 0);
  const normalised = keys.map((key) => ({
    ...key,
    probability: Math.exp(key.logProbability - max) / sum,
  }));
  // The score prints a signature, so the probabilities of its major and minor key are added.
  const signatures = [...Map.groupBy(normalised, ({ fifths }) => fifths).values()];
  const probabilityOf = (group: typeof normalised) =>
    group.reduce((total, { probability }) => total + probability, 0);
  const [signature = []] = signatures.sort((a, b) => probabilityOf(b) - probabilityOf(a));
  const [best] = signature.sort((a, b) => b.probability - a.probability);
  if (!best) throw new RangeError('There are 24 keys');
  return { fifths: best.fifths, mode: best.mode, confidence: best.probability };
}

function gatherEvidence(notes: readonly SungNote[], harmony: Harmony | undefined): KeyEvidence {
  const classes = notes.map(({ midi }) => midi % 12);
  const intervals = notes.slice(1).map((note, i) => note.startSeconds - startOf(notes, i));
  const median = intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? 0;
  const time = new Array<number>(12).fill(0);
  const phraseEnds = new Array<number>(12).fill(0);
  const transitions = Array.from({ length: 12 }, () => new Array<number>(12).fill(0));
  const seconds = notes.reduce((sum, note) => sum + note.endSeconds - note.startSeconds, 0);
  notes.forEach(({ startSeconds, endSeconds }, i) => {
    const from = classes[i] as number;
    time[from] = (time[from] as number) + ((endSeconds - startSeconds) * notes.length) / seconds;
    const to = classes[i + 1];
    if (to === undefined) return;
    const row = transitions[from] as number[];
    row[to] = (row[to] as number) + 1;
    if ((intervals[i] as number) < phraseEndIntervals * median) return;
    phraseEnds[from] = (phraseEnds[from] as number) + 1;
  });
  return {
    time: time.map((amount) => Math.log1p(keyStatistics.timeScale * amount)),
    first: classes[0],
    last: classes.at(-1),
    phraseEnds: phraseEnds.map(Math.log1p),
    transitions: transitions.map((row) => row.map(Math.log1p)),
    harmony: harmony && harmonyEvidence(notes, harmony),
  };
}

const startOf = (notes: readonly SungNote[], i: number) => notes[i]?.startSeconds ?? 0;

/** [12] shares of the pitch classes, weighted by the duration of the accompaniment. */
function harmonyEvidence(notes: readonly SungNote[], harmony: Harmony): number[] {
  const sharp = notes.reduce((sum, { centreMidi, midi }) => sum + centreMidi - midi, 0);
  const shares = pitchClassShares(harmony, sharp / Math.max(1, notes.length));
  const weight = Math.sqrt(Math.min(maxBandSeconds, harmony.seconds) / referenceBandSeconds);
  return shares.map((share) => share * weight);
}

/** Log likelihood of the evidence in a key, up to a constant. */
function keyLogLikelihood(evidence: KeyEvidence, tonic: number, weights: KeyWeights): number {
  const { time, first, last, phraseEnds, transitions, harmony } = evidence;
  const degreeOf = (pitchClass: number) => (pitchClass - tonic + 12) % 12;
  const at = (table: readonly number[], pitchClass: number | undefined) =>
    pitchClass === undefined ? 0 : (table[degreeOf(pitchClass)] as number);
  const sum = (amounts: readonly number[], table: readonly number[]) =>
    amounts.reduce((total, amount, pitchClass) => total + amount * at(table, pitchClass), 0);
  const voice =
    weights.prior +
    sum(time, weights.time) +
    at(weights.first, first) +
    at(weights.last, last) +
    sum(phraseEnds, weights.phraseEnd) +
    transitions.reduce(
      (total, row, from) => total + sum(row, weights.transition[degreeOf(from)] ?? []),
      0,
    );
  return harmony ? voiceWeightOverBand * voice + sum(harmony, weights.harmony) : voice;
}

/** Number of sharps (positive) or flats of a key's signature, between −5 and 6. */
function fifthsOf(tonic: number, mode: (typeof modes)[number]): number {
  const majorTonic = mode === 'major' ? tonic : (tonic + 3) % 12;
  return ((majorTonic * 7 + 5) % 12) - 5;
}
