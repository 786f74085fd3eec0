import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Almost all notes of solo singers have this confidence; others may be speech, breath or handling noise. */
export const sureConfidence = 0.7;
/** The short notes of fast words have less: they count from this confidence on if a sure note is near, … */
const minConfidence = 0.5;
const nearSeconds = 1;
/** … if one of the neighbouring sure notes is less than a fifth away, … */
const maxLeapSemitones = 7;
/** … and if they are not a glide between sure notes: shorter than this and nearly touching one. */
const passingFrames = 10;
const apartFrames = 3;
/** Notes this far below the loudest tenth of the notes are bleed or reverberation. */
const maxBelowLoudDb = 40;
/** The limit for notes that are found by their pitch alone. */
const maxBelowLoudByPitchDb = 20;

type Note = Pick<MeasuredNote, 'span' | 'confidence' | 'loudnessDb' | 'centreMidi'>;

/**
 * Drops notes that are too quiet, or too uncertain for their context.
 *
 * @param notes in time order.
 * @param isSureOfNetwork whether the network is sure of the note, without its pitch being promoted.
 */
export function dropDoubtful<Kept extends Note>(
  notes: readonly Kept[],
  isSureOfNetwork: (span: Note['span']) => boolean,
): Kept[] {
  const loudness = notes.map((note) => note.loudnessDb).sort((a, b) => b - a);
  const loud = loudness[Math.floor(loudness.length / 10)] ?? 0;
  const isSure = notes.map(({ confidence }) => confidence >= sureConfidence);
  return notes.filter((note, i) => {
    const below = isSureOfNetwork(note.span) ? maxBelowLoudDb : maxBelowLoudByPitchDb;
    if (note.loudnessDb <= loud - below) return false;
    if (isSure[i]) return true;
    if (note.confidence < minConfidence) return false;
    const before = notes.findLast((_, j) => j < i && isSure[j]);
    const after = notes.find((_, j) => j > i && isSure[j]);
    return isQuickWord(note, before, after);
  });
}

function isQuickWord(
  { span, centreMidi }: Note,
  before: Note | undefined,
  after: Note | undefined,
): boolean {
  const framesBefore = span.startFrame - (before?.span.endFrame ?? Number.NEGATIVE_INFINITY);
  const framesAfter = (after?.span.startFrame ?? Number.POSITIVE_INFINITY) - span.endFrame;
  const nearestFrames = Math.min(framesBefore, framesAfter);
  const isPassing = span.endFrame - span.startFrame < passingFrames && nearestFrames < apartFrames;
  const isReached = [before, after].some(
    (other) => other && Math.abs(other.centreMidi - centreMidi) < maxLeapSemitones,
  );
  return nearestFrames * gridHopSeconds < nearSeconds && isReached && !isPassing;
}
