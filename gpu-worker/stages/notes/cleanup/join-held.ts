import { levelDb } from '../../../audio/level-db.ts';
import { gridHopSeconds, gridRateHz } from '../frame-grid.ts';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { joinParts, type MeasureSpan } from './join-parts.ts';

/** Before a repeated pitch the voice dips by at least this, if only briefly. */
const minDipDb = 0.7;
const windowSeconds = 0.015;
const windowHopSeconds = 0.005;
const dipFromSeconds = -0.06;
const dipToSeconds = 0.04;
/** Windows before and after the boundary, away from the dip. */
const besideSeconds = 0.08;
const beforeSeconds = -0.12;
const afterSeconds = 0.1;
/** Equal notes may be repeated on a vowel without a dip. One part of a split note is short. */
const maxPartSeconds = 0.35;
const minRatio = 1.4;
const maxGapFrames = 2;
const nearSemitones = 0.8;

/**
 * Joins the parts of a held note that was split: on one pitch, without a gap or a dip in loudness
 * between them, and of unequal length.
 *
 * @param notes in time order.
 * @param voice samples at {@link gridRateHz}.
 */
export function joinHeld(
  notes: readonly MeasuredNote[],
  voice: Float32Array,
  measure: MeasureSpan,
): MeasuredNote[] {
  const areOne = (last: MeasuredNote, note: MeasuredNote, i: number) =>
    isHeldOn(last, note, notes[i + 1]?.span.startFrame ?? note.span.endFrame, voice);
  return joinParts(notes, areOne, measure);
}

function isHeldOn(
  { span: first, centreMidi }: MeasuredNote,
  { span: second, centreMidi: secondMidi }: MeasuredNote,
  untilFrame: number,
  voice: Float32Array,
): boolean {
  const intervals = [second.startFrame - first.startFrame, untilFrame - second.startFrame];
  const [shorter, longer] = [Math.min(...intervals), Math.max(...intervals)];
  return (
    second.startFrame - first.endFrame <= maxGapFrames &&
    shorter * gridHopSeconds < maxPartSeconds &&
    longer >= minRatio * shorter &&
    Math.abs(secondMidi - centreMidi) < nearSemitones &&
    dipDb(voice, second.startFrame * gridHopSeconds) < minDipDb
  );
}

/** Depth of a dip in loudness around a time, against the quieter of before and after. */
function dipDb(voice: Float32Array, seconds: number): number {
  const beside = Math.min(
    levelAround(voice, seconds + beforeSeconds, besideSeconds),
    levelAround(voice, seconds + afterSeconds, besideSeconds),
  );
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = dipFromSeconds; at <= dipToSeconds; at += windowHopSeconds) {
    lowest = Math.min(lowest, levelAround(voice, seconds + at, windowSeconds));
  }
  return beside - lowest;
}

function levelAround(voice: Float32Array, centreSeconds: number, widthSeconds: number): number {
  const from = Math.max(0, Math.round((centreSeconds - widthSeconds / 2) * gridRateHz));
  const to = Math.round((centreSeconds + widthSeconds / 2) * gridRateHz);
  return levelDb(voice.subarray(from, Math.max(from, to)));
}
