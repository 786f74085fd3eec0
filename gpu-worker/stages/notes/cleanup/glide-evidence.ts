import type { MeasuredNote } from '../measurement/measure-note.ts';
import type { NoteEvidence } from '../network/note-network.ts';

/**
 * Weights of a logistic regression on pairs of detected notes, a third of a semitone to three semitones
 * apart, in recordings at 0.7, 1 and 1.4 times their speed: one labelled note that glides, or two
 * (docs/experiments/note-detection.md).
 */
const weights = {
  bias: 2.94,
  logSeconds: -1.73,
  confidence: -6.18,
  semitones: -0.71,
  inside: 1.09,
  offset: -1.26,
};
/** Beyond this the network's evidence does not grow. */
const maxLogOdds = 3;
/** Frames around the second note's start in which the network is least sure of a note, and surest of an end. */
const insideFrames = [-6, 3] as const;
const offsetFrames = [-4, 3] as const;

/** Log-odds that the first note is only the voice on its way to the second. */
export function glideLogOdds(
  first: Pick<MeasuredNote, 'startSeconds' | 'endSeconds' | 'centreMidi' | 'confidence'>,
  second: Pick<MeasuredNote, 'centreMidi' | 'span'>,
  { inside, offset }: Pick<NoteEvidence, 'inside' | 'offset'>,
): number {
  const around = (logOdds: Float32Array, [from, to]: readonly [number, number]) =>
    logOdds.subarray(Math.max(0, second.span.startFrame + from), second.span.startFrame + to);
  const leastInside = around(inside, insideFrames).reduce((a, b) => Math.min(a, b), maxLogOdds);
  const offsets = around(offset, offsetFrames);
  const surestOffset = Math.min(
    maxLogOdds,
    offsets.reduce((a, b) => Math.max(a, b)),
  );
  return (
    weights.bias +
    weights.logSeconds * Math.log(first.endSeconds - first.startSeconds) +
    weights.confidence * first.confidence +
    weights.semitones * Math.abs(second.centreMidi - first.centreMidi) +
    weights.inside * leastInside +
    weights.offset * surestOffset
  );
}
