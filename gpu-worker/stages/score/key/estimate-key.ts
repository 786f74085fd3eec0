import type { KeyEstimate, SungNote } from '@my-pitch/shared/analysis';
import { type Harmony, pitchClassShares } from '../accompaniment/estimate-harmony.ts';
import { type KeyWeights, keyStatistics, usualBandSeconds } from './key-statistics.ts';

const modes = ['major', 'minor'] as const;
/** A note ends a phrase where the next one comes this many usual intervals later. */
const phraseEndIntervals = 2.5;
/**
 * Nats by which each sharp or flat makes a signature less usual: between print, where few are
 * used, and recordings of pop, which are in any key (OpenEWLD, OpenScore Lieder, POP909).
 */
const natsPerAccidental = 0.25;
/** Where a band plays, the voice tells in part the same. */
const voiceShareOverBand = 0.6;
/** A song's harmony says nothing new after this. */
const maxBandSeconds = 80;

/** What is known of a key, by pitch class, C first. */
interface KeyEvidence {
  readonly time: readonly number[];
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly phraseEnds: readonly number[];
  /** [12][12], from and to. */
  readonly steps: readonly (readonly number[])[];
  readonly harmony: readonly number[] | undefined;
}

/**
 * The key in which what was sung is most probable, and what was played with it: how long each
 * degree sounds, on which the melody and its phrases begin and end, how it moves from degree to
 * degree, and the band's harmony. Evidence of one kind grows with the logarithm of its amount, for
 * a tune that dwells on a note once does so again.
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
      const nats = weigh(evidence, tonic, keyStatistics[mode]);
      return { mode, fifths, nats: nats - natsPerAccidental * Math.abs(fifths) };
    }),
  );
  const most = Math.max(...keys.map(({ nats }) => nats));
  const sum = keys.reduce((total, { nats }) => total + Math.exp(nats - most), 0);
  const probable = keys.map((key) => ({ ...key, share: Math.exp(key.nats - most) / sum }));
  // What is printed is the signature, so both keys that share one speak for it.
  const signatures = [...Map.groupBy(probable, ({ fifths }) => fifths).values()];
  const shareOf = (group: typeof probable) => group.reduce((total, { share }) => total + share, 0);
  const [signature = []] = signatures.sort((a, b) => shareOf(b) - shareOf(a));
  const [best] = signature.sort((a, b) => b.share - a.share);
  if (!best) throw new RangeError('There are 24 keys');
  return { fifths: best.fifths, mode: best.mode, confidence: best.share };
}

function gatherEvidence(notes: readonly SungNote[], harmony: Harmony | undefined): KeyEvidence {
  const classes = notes.map(({ midi }) => midi % 12);
  const intervals = notes.slice(1).map((note, i) => note.startSeconds - startOf(notes, i));
  const usual = intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? 0;
  const time = new Array<number>(12).fill(0);
  const phraseEnds = new Array<number>(12).fill(0);
  const steps = Array.from({ length: 12 }, () => new Array<number>(12).fill(0));
  const seconds = notes.reduce((sum, note) => sum + note.endSeconds - note.startSeconds, 0);
  notes.forEach(({ startSeconds, endSeconds }, i) => {
    const from = classes[i] as number;
    time[from] = (time[from] as number) + ((endSeconds - startSeconds) * notes.length) / seconds;
    const to = classes[i + 1];
    if (to === undefined) return;
    const next = steps[from] as number[];
    next[to] = (next[to] as number) + 1;
    if ((intervals[i] as number) < phraseEndIntervals * usual) return;
    phraseEnds[from] = (phraseEnds[from] as number) + 1;
  });
  return {
    time: time.map((amount) => Math.log1p(keyStatistics.timeScale * amount)),
    first: classes[0],
    last: classes.at(-1),
    phraseEnds: phraseEnds.map(Math.log1p),
    steps: steps.map((row) => row.map(Math.log1p)),
    harmony: harmony && weighHarmony(notes, harmony),
  };
}

const startOf = (notes: readonly SungNote[], i: number) => notes[i]?.startSeconds ?? 0;

function weighHarmony(notes: readonly SungNote[], harmony: Harmony): number[] {
  const sharp = notes.reduce((sum, { centreMidi, midi }) => sum + centreMidi - midi, 0);
  const shares = pitchClassShares(harmony, sharp / Math.max(1, notes.length));
  const weight = Math.sqrt(Math.min(maxBandSeconds, harmony.seconds) / usualBandSeconds);
  return shares.map((share) => share * weight);
}

/** Nats for a key, up to a constant. */
function weigh(evidence: KeyEvidence, tonic: number, weights: KeyWeights): number {
  const { time, first, last, phraseEnds, steps, harmony } = evidence;
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
    steps.reduce((total, row, from) => total + sum(row, weights.step[degreeOf(from)] ?? []), 0);
  return harmony ? voiceShareOverBand * voice + sum(harmony, weights.harmony) : voice;
}

/** Signature between 5 flats and 6 sharps. */
function fifthsOf(tonic: number, mode: (typeof modes)[number]): number {
  const majorTonic = mode === 'major' ? tonic : (tonic + 3) % 12;
  return ((majorTonic * 7 + 5) % 12) - 5;
}
