import {
  type MeasuredNote,
  mirexTolerances,
  type NoteTolerances,
} from '../metrics/note-metrics.ts';
import type { ReferenceScore } from '../score/score-measures.ts';
import type { LabelledSong } from './labelled-song.ts';

/** Labels of a recording that is played at another speed. */
export function scaleLabels(notes: readonly MeasuredNote[], speed: number): MeasuredNote[] {
  return notes.map(({ startSeconds, endSeconds, midi }) => ({
    startSeconds: startSeconds / speed,
    endSeconds: endSeconds / speed,
    midi,
  }));
}

/**
 * How much a note may be off in a recording that is played at another speed: as much as in the one that was
 * labelled, because the errors of the labels are stretched with it.
 */
export function tolerancesAtSpeed(speed: number): NoteTolerances {
  const { onsetSeconds, offsetSeconds } = mirexTolerances;
  return {
    ...mirexTolerances,
    onsetSeconds: onsetSeconds / speed,
    offsetSeconds: offsetSeconds / speed,
  };
}

/** Labels of a recording that is played several times in a row, and its score as often. */
export function repeatLabels<Song extends Pick<LabelledSong, 'notes' | 'reference'>>(
  song: Song,
  times: number,
  durationSeconds: number,
): Song {
  const turns = Array.from({ length: times }, (_, turn) => turn * durationSeconds);
  const { notes, reference } = song;
  return {
    ...song,
    notes: turns.flatMap((shift) =>
      notes.map(({ startSeconds, endSeconds, midi }) => ({
        startSeconds: startSeconds + shift,
        endSeconds: endSeconds + shift,
        midi,
      })),
    ),
    reference: reference && {
      ...reference,
      notes: turns.flatMap(() => reference.notes),
    },
  };
}

/** Labels up to the middle of the middle note, where the recording is cut, and as much of the score. */
export function cutLabels<Song extends Pick<LabelledSong, 'notes' | 'reference'>>(
  song: Song,
): { readonly song: Song; readonly cutSeconds: number } {
  const middle = song.notes.length >> 1;
  const last = song.notes[middle];
  if (!last) throw new RangeError('A recording without notes cannot be cut in a note');
  const cutSeconds = (last.startSeconds + last.endSeconds) / 2;
  const notes = [...song.notes.slice(0, middle), { ...last, endSeconds: cutSeconds }];
  const reference = cutReference(song, middle + 1);
  return { song: { ...song, notes, reference }, cutSeconds };
}

/** The first printed notes. Unknown where the singer left notes out or added some. */
function cutReference(
  { notes, reference }: Pick<LabelledSong, 'notes' | 'reference'>,
  length: number,
): ReferenceScore | undefined {
  if (!reference || reference.notes.length !== notes.length) return undefined;
  return { ...reference, notes: reference.notes.slice(0, length) };
}
