import type { MeasuredNote } from '../measurement/measure-note.ts';
import type { NoteEvidence } from '../network/note-network.ts';
import { glideLogOdds } from './glide-evidence.ts';

/** A glide is shorter than the note after it, unlike the notes of a run. */
const minRatio = 1.2;

/** A scoop is short, runs into its note without a gap, and lies about one or two semitones below it. */
const scoop = { maxSeconds: 0.2, maxGapSeconds: 0.03, minRise: 0.5, maxRise: 2.5 };

/**
 * Other glides, also from above, are told by what the network hears between them and their note. A wider
 * interval is sung as a note.
 */
const heard = { maxSeconds: 0.35, maxGapSeconds: 0.08, minSemitones: 0.3, maxSemitones: 1.5 };
/** Doubtful pairs stay two notes: in whole songs more of them are sung so than in sight-singing. */
const minLogOdds = 1;

type Joined = Pick<
  MeasuredNote,
  'startSeconds' | 'endSeconds' | 'centreMidi' | 'confidence' | 'span'
>;

/**
 * Joins a glide with the note that it leads to, which then begins with the glide. In 17 karaoke songs
 * the transcribers wrote four of five scoops from below as one note with theirs; of falling pairs, one
 * of four.
 *
 * @param notes in time order.
 */
export function joinGlides<Note extends Joined>(
  notes: readonly Note[],
  evidence: Pick<NoteEvidence, 'inside' | 'offset'>,
): Note[] {
  const joined: Note[] = [];
  for (const note of notes) {
    const before = joined.at(-1);
    if (before && leadsTo(before, note, evidence)) {
      joined[joined.length - 1] = { ...note, startSeconds: before.startSeconds };
    } else {
      joined.push(note);
    }
  }
  return joined;
}

function leadsTo(
  note: Joined,
  next: Joined,
  evidence: Pick<NoteEvidence, 'inside' | 'offset'>,
): boolean {
  const seconds = note.endSeconds - note.startSeconds;
  const gapSeconds = next.startSeconds - note.endSeconds;
  const rise = next.centreMidi - note.centreMidi;
  if (next.endSeconds - next.startSeconds < minRatio * seconds) return false;
  const isScoop =
    seconds < scoop.maxSeconds &&
    gapSeconds < scoop.maxGapSeconds &&
    rise > scoop.minRise &&
    rise < scoop.maxRise;
  return (
    isScoop ||
    (seconds < heard.maxSeconds &&
      gapSeconds < heard.maxGapSeconds &&
      Math.abs(rise) > heard.minSemitones &&
      Math.abs(rise) < heard.maxSemitones &&
      glideLogOdds(note, next, evidence) > minLogOdds)
  );
}
