import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Songs swell and fade, but by less than this from one note to the three beside it. */
const quieterDb = 15;
const compared = 3;
/** Nobody leaps an octave and a fifth to a note as quiet as that. */
const farSemitones = 19;

type Heard = Pick<MeasuredNote, 'loudnessDb' | 'centreMidi'>;

/**
 * Leaves out what is not of the song: a sound before it or after it that is much quieter than all of the
 * three notes next to it, a tone given for the pitch, a mutter, a chair; and a rumble anywhere that
 * is much quieter than the notes beside it and far from their pitch.
 *
 * @param notes in order of time.
 */
export function dropQuietOutliers<Note extends Heard>(notes: readonly Note[]): Note[] {
  const near = notes.filter((note, i) => !isRumble(note, [notes[i - 1], notes[i + 1]]));
  const [first, ...afterFirst] = near;
  const [last, ...beforeLast] = near.toReversed();
  return near.slice(
    isAside(first, afterFirst) ? 1 : 0,
    isAside(last, beforeLast) ? -1 : near.length,
  );
}

function isRumble(note: Heard, neighbours: readonly (Heard | undefined)[]): boolean {
  const beside = neighbours.filter((other) => other !== undefined);
  return (
    beside.length > 0 &&
    beside.every(
      (other) =>
        isMuchQuieter(note, other) && Math.abs(other.centreMidi - note.centreMidi) >= farSemitones,
    )
  );
}

function isAside(note: Heard | undefined, others: readonly Heard[]): boolean {
  const beside = others.slice(0, compared);
  if (note === undefined || beside.length < compared) return false;
  return beside.every((other) => isMuchQuieter(note, other));
}

function isMuchQuieter(note: Heard, other: Heard): boolean {
  return other.loudnessDb >= note.loudnessDb + quieterDb;
}
