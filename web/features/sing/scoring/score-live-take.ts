import type { Score } from '@my-pitch/shared/score';
import type { ComparedNote, Comparison } from '@my-pitch/shared/scoring/comparison';
import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import { anotherNoteCents, forEachLevel } from '@my-pitch/shared/scoring/levels';
import { measureNotes } from '@my-pitch/shared/scoring/measure-notes';
import { isVoiced, type PitchCurve } from '@my-pitch/shared/scoring/pitch-curve';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { scoreMeasures } from '@my-pitch/shared/scoring/score-measures';
import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import { type TimeAlignment, takeSecondsAt } from '@my-pitch/shared/scoring/time-alignment';

/** How a note was sung, while the song goes on. */
export type LiveVerdict = 'in-tune' | 'sharp' | 'flat' | 'wrong' | 'missed';

/** A take on its own clock, whose relation to the song is known because the song was played to it. */
export interface LiveTake {
  readonly reference: readonly ReferenceNote[];
  /** In the take's time. */
  readonly curve: PitchCurve;
  /** Where in the song the take begins, and how far it got. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Of the playback: 1 is the original's. */
  readonly speed: number;
  readonly keyShiftSemitones: number;
}

/** Maps the song's time to the take's. */
export function alignmentOf({
  startSeconds,
  speed,
}: Pick<LiveTake, 'startSeconds' | 'speed'>): TimeAlignment {
  return [0, 1].map((takeSeconds) => ({
    referenceSeconds: startSeconds + takeSeconds * speed,
    takeSeconds,
  }));
}

/** Judges one note of a take in progress, by the pitch curve so far. Octaves are forgiven. */
export function judgeLiveNote(take: LiveTake, note: number): LiveVerdict {
  const first = Math.max(0, note - 1);
  const notes = take.reference.slice(first, note + 1);
  const sung = { curve: take.curve, notes: [] };
  const measured = measureNotes(notes, sung, alignmentOf(take), take.keyShiftSemitones);
  const result = measured.notes.at(-1);
  if (!result) return isSungAt(take, note) ? 'wrong' : 'missed';
  const cents = result.pitchErrorCents;
  if (Math.abs(cents) >= anotherNoteCents) return 'wrong';
  if (Math.abs(cents) <= inTuneCents) return 'in-tune';
  return cents > 0 ? 'sharp' : 'flat';
}

/**
 * Scores a take. Only the notes that the take contains in full are compared; its key, time and tempo are
 * those of the playback.
 * @returns `undefined` if it contains no note.
 */
export function scoreLiveTake(
  take: LiveTake,
  score: Pick<Score, 'measures' | 'timeMap'>,
): Comparison | undefined {
  const { reference, startSeconds, endSeconds } = take;
  const isIn = (note: ReferenceNote) =>
    note.startSeconds >= startSeconds - edgeSeconds && note.endSeconds <= endSeconds + edgeSeconds;
  const first = reference.findIndex(isIn);
  const last = reference.findLastIndex(isIn);
  if (first === -1) return undefined;
  const part = reference.slice(first, last + 1);
  const alignment = alignmentOf(take);
  const scored = scoreTake({
    reference: part,
    take: { curve: take.curve, notes: [] },
    alignment,
    keyOffset: { semitones: take.keyShiftSemitones, octaves: 0, tuningCents: 0 },
  });
  const notes = reference.map((_, index): ComparedNote => {
    const note = scored.notes[index - first];
    if (!note) return { sungNote: index, status: 'not-compared', points: forEachLevel(() => 0) };
    const isWrong = note.status === 'missed' && isSungAt(take, index);
    return { ...note, sungNote: index, ...(isWrong && { status: 'wrong' }) };
  });
  const wrong = notes.filter(({ status }) => status === 'wrong').length;
  const { counts } = scored;
  const quarters = (of: readonly ReferenceNote[]) =>
    of.reduce((sum, note) => sum + note.quarters, 0);
  return {
    ...scored,
    version: 1,
    alignment: { method: 'given', points: [...alignment] },
    part: { ...scored.part, share: (scored.part.share * quarters(part)) / quarters(reference) },
    notes,
    counts: { ...counts, wrong, missed: counts.missed + counts.wrong - wrong },
    phrases: scored.phrases.map((phrase) => ({
      ...phrase,
      first: phrase.first + first,
      last: phrase.last + first,
    })),
    measures: scoreMeasures(score, { notes, likeness: scored.likeness }),
    singing: {},
  };
}

/** Whether anything was sung at a note; scoring by the curve alone takes another note for none. */
function isSungAt(take: LiveTake, note: number): boolean {
  const alignment = alignmentOf(take);
  const { startSeconds, endSeconds } = take.reference[note] ?? { startSeconds: 0, endSeconds: 0 };
  return isVoiced(
    take.curve,
    takeSecondsAt(alignment, startSeconds),
    takeSecondsAt(alignment, endSeconds),
  );
}

/** Loops begin and end at notes, rounded to frames. */
const edgeSeconds = 0.02;
