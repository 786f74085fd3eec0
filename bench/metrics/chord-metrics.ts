import { type ChordKind, chordTones } from '@my-pitch/shared/chords/chord-symbol';

/** A stretch with one chord by pitch classes, or without a chord. */
export interface ChordSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly chord: { readonly root: number; readonly kind: ChordKind } | undefined;
}

/** Shares of the time, 0 to 1, as in mir_eval.chord; `changes` as F-measure. */
export interface ChordScores {
  /** Right as major, minor or no chord, where the reference is one of these; sevenths count as their triads. */
  readonly majmin: number;
  /** Right among major, minor, maj7, 7, m7 and no chord, where the reference is one of these. */
  readonly sevenths: number;
  /** How well the boundaries fit: the smaller of 1 − over- and 1 − under-segmentation. */
  readonly segmentation: number;
  /** Changes of the chord within half a beat. */
  readonly changes: number;
}

const sevenths: readonly ChordKind[] = [
  'major',
  'minor',
  'dominant',
  'major-seventh',
  'minor-seventh',
];

/**
 * Compares chords with a reference that begins and ends at the same times, without gaps in either (Raffel
 * et al., "mir_eval", ISMIR 2014; Harte, PhD thesis 2010, for the segmentation).
 */
export function scoreChords(
  reference: readonly ChordSpan[],
  estimate: readonly ChordSpan[],
  toleranceSeconds: number,
): ChordScores {
  const merged = [merge(reference), merge(estimate)] as const;
  return {
    majmin: shareRight(reference, estimate, triadOf),
    sevenths: shareRight(reference, estimate, seventhOf),
    segmentation: Math.min(
      1 - hammingDistance(merged[0], merged[1]),
      1 - hammingDistance(merged[1], merged[0]),
    ),
    changes: changesFound(merged[0], merged[1], toleranceSeconds),
  };
}

type Label = string | undefined;

/** The chord among major, minor and none; `undefined` for what is none of them. */
function triadOf(chord: ChordSpan['chord']): Label {
  if (!chord) return 'none';
  const { root, kind } = chord;
  const [, third, fifth] = chordTones[kind];
  if (fifth !== 7 || (third !== 3 && third !== 4)) return undefined;
  return `${root} ${third}`;
}

function seventhOf(chord: ChordSpan['chord']): Label {
  if (!chord) return 'none';
  return sevenths.includes(chord.kind) ? `${chord.root} ${chord.kind}` : undefined;
}

function shareRight(
  reference: readonly ChordSpan[],
  estimate: readonly ChordSpan[],
  labelOf: (chord: ChordSpan['chord']) => Label,
): number {
  let [right, counted] = [0, 0];
  for (const { startSeconds, endSeconds, chord } of reference) {
    const label = labelOf(chord);
    if (label === undefined) continue;
    counted += endSeconds - startSeconds;
    for (const other of estimate) {
      const start = Math.max(startSeconds, other.startSeconds);
      const end = Math.min(endSeconds, other.endSeconds);
      if (end > start && labelOf(other.chord) === label) right += end - start;
    }
  }
  return counted === 0 ? 1 : right / counted;
}

/** The share of time that does not belong to the best fitting span of `b`, for each span of `a`. */
function hammingDistance(a: readonly ChordSpan[], b: readonly ChordSpan[]): number {
  let [distance, duration] = [0, 0];
  for (const { startSeconds, endSeconds } of a) {
    const overlaps = b.map((other) =>
      Math.max(
        0,
        Math.min(endSeconds, other.endSeconds) - Math.max(startSeconds, other.startSeconds),
      ),
    );
    distance += endSeconds - startSeconds - Math.max(0, ...overlaps);
    duration += endSeconds - startSeconds;
  }
  return duration === 0 ? 0 : distance / duration;
}

/** F-measure of changes; both are in time order, so that nearest pairs can be taken greedily. */
function changesFound(
  reference: readonly ChordSpan[],
  estimate: readonly ChordSpan[],
  toleranceSeconds: number,
): number {
  const [truth, found] = [reference, estimate].map((spans) =>
    spans.slice(1).map(({ startSeconds }) => startSeconds),
  ) as [number[], number[]];
  let [hits, next] = [0, 0];
  for (const seconds of truth) {
    while (next < found.length && (found[next] as number) < seconds - toleranceSeconds) next++;
    if (next < found.length && (found[next] as number) <= seconds + toleranceSeconds) {
      hits++;
      next++;
    }
  }
  return truth.length + found.length === 0 ? 1 : (2 * hits) / (truth.length + found.length);
}

function merge(spans: readonly ChordSpan[]): ChordSpan[] {
  const merged: ChordSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const isSame = last?.chord?.root === span.chord?.root && last?.chord?.kind === span.chord?.kind;
    if (last && isSame) merged[merged.length - 1] = { ...last, endSeconds: span.endSeconds };
    else merged.push(span);
  }
  return merged;
}
