import type { MeasuredNote } from '../measurement/measure-note.ts';

/** Songs swell and fade, but by less than this within four notes. */
const quieterDb = 15;
const comparedNotes = 3;
/** What is heard a second after the song or before it may be less quiet. */
const quieterApartDb = 10;
const apartSeconds = 1;
/** A much quieter note an octave and a fifth away is not sung. */
const farSemitones = 19;

type Note = Pick<MeasuredNote, 'loudnessDb' | 'centreMidi' | 'startSeconds' | 'endSeconds'>;

/**
 * Drops sounds that do not belong to the song: before or after it one that is much quieter than the
 * three notes next to it, such as a reference tone, a mutter or a chair; and anywhere rumble that is
 * much quieter than its neighbours and far from their pitch.
 *
 * @param notes in time order.
 */
export function dropQuietOutliers<Kept extends Note>(notes: readonly Kept[]): Kept[] {
  const near = notes.filter((note, i) => !isRumble(note, [notes[i - 1], notes[i + 1]]));
  const [first, ...afterFirst] = near;
  const [last, ...beforeLast] = near.toReversed();
  return near.slice(
    isAside(first, afterFirst) ? 1 : 0,
    isAside(last, beforeLast) ? -1 : near.length,
  );
}

function isRumble(note: Note, neighbours: readonly (Note | undefined)[]): boolean {
  const beside = neighbours.filter((other) => other !== undefined);
  return (
    beside.length > 0 &&
    beside.every(
      (other) =>
        isMuchQuieter(note, other) && Math.abs(other.centreMidi - note.centreMidi) >= farSemitones,
    )
  );
}

function isAside(note: Note | undefined, others: readonly Note[]): boolean {
  const beside = others.slice(0, comparedNotes);
  const [nearest] = beside;
  if (!note || !nearest || beside.length < comparedNotes) return false;
  const pause = Math.max(
    nearest.startSeconds - note.endSeconds,
    note.startSeconds - nearest.endSeconds,
  );
  const quieter = pause >= apartSeconds ? quieterApartDb : quieterDb;
  return beside.every((other) => isMuchQuieter(note, other, quieter));
}

function isMuchQuieter(note: Note, other: Note, quieter = quieterDb): boolean {
  return other.loudnessDb >= note.loudnessDb + quieter;
}
