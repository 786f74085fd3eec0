import { gridHopSeconds } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Hardly any note of a singer alone is less sure: what is may be talk, breath or handling. */
export const sureConfidence = 0.7;
/** The quick words of a song are: they count from here on if a sure note is as near as this, … */
const minConfidence = 0.5;
const nearSeconds = 1;
/** … if one of the sure notes beside them is within a fifth, … */
const maxLeapSemitones = 7;
/** … and if they are not the way from one sure note to the next: shorter than this and hardly apart. */
const passingFrames = 10;
const apartFrames = 3;
/** Notes this far under the loudest tenth of the voice are bleed or room, not singing. */
const quietestBelowLoudDb = 40;
/** So much for those that are not sure, or known by their pitch alone. */
const quietestDoubtfulBelowLoudDb = 20;

type Heard = Pick<MeasuredNote, 'span' | 'confidence' | 'loudnessDb' | 'centreMidi'>;

/**
 * Leaves out what is hardly a note: too quiet, or too little like one for where it stands.
 *
 * @param notes in order of time.
 * @param isHeard whether the network hears a note there without its pitch being trusted.
 */
export function dropDoubtful<Note extends Heard>(
  notes: readonly Note[],
  isHeard: (span: Heard['span']) => boolean,
): Note[] {
  const loudness = notes.map((note) => note.loudnessDb).sort((a, b) => b - a);
  const loud = loudness[Math.floor(loudness.length / 10)] ?? 0;
  const isSure = notes.map(({ confidence }) => confidence >= sureConfidence);
  return notes.filter((note, i) => {
    const below = isHeard(note.span) ? quietestBelowLoudDb : quietestDoubtfulBelowLoudDb;
    if (note.loudnessDb <= loud - below) return false;
    if (isSure[i]) return true;
    if (note.confidence < minConfidence) return false;
    const before = notes.findLast((_, j) => j < i && isSure[j]);
    const after = notes.find((_, j) => j > i && isSure[j]);
    return isQuickWord(note, before, after);
  });
}

function isQuickWord(
  { span, centreMidi }: Heard,
  before: Heard | undefined,
  after: Heard | undefined,
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
