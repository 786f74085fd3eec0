import { foldOctave } from './fold-octave.ts';
import { anotherNoteCents } from './levels.ts';
import type { PlacedNote } from './match-notes.ts';

/** Pieces of one note are at most this far apart. */
const maxPieceGapSeconds = 0.25;
/** A scoop goes over into its note. */
const maxScoopGapSeconds = 0.06;

/** A sung note with all its pieces. */
export interface JoinedSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** The pitch is measured up to here, if the voice goes on after the note's end. */
  readonly pitchEndSeconds?: number;
}

/**
 * Joins the pieces of a sung note that the transcription has divided: unmatched ones of its pitch or of
 * the wanted one that follow, and a scoop before it that begins closer to the wanted onset. It ends where
 * the next wanted note begins if that one was not divided from it.
 *
 * @param match the index of the matched sung note.
 * @param used the sung notes that belong to a wanted one; pieces are added to it.
 * @param undivided the next wanted note, if no sung note matches it.
 */
export function joinPieces(
  match: number,
  wanted: PlacedNote,
  sung: readonly PlacedNote[],
  used: Set<number>,
  undivided: PlacedNote | undefined,
): JoinedSpan {
  const first = sung[match] as PlacedNote;
  const startSeconds = startWithScoop(match, wanted, sung, used);
  let { endSeconds } = first;
  let next = match + 1;
  for (; !used.has(next); next++) {
    const piece = sung[next];
    const belongs =
      piece &&
      piece.startSeconds < wanted.endSeconds &&
      piece.startSeconds - endSeconds < maxPieceGapSeconds &&
      (isSamePitch(piece, first) || isSamePitch(piece, wanted));
    if (!belongs) break;
    used.add(next);
    endSeconds = piece.endSeconds;
  }
  if (undivided && isSamePitch(undivided, wanted) && undivided.startSeconds > first.startSeconds) {
    endSeconds = Math.min(endSeconds, undivided.startSeconds);
  }
  const wantedEnd = startSeconds + wanted.endSeconds - wanted.startSeconds;
  const limit = Math.min(wantedEnd, sung[next]?.startSeconds ?? Number.POSITIVE_INFINITY);
  return { startSeconds, endSeconds, pitchEndSeconds: Math.max(endSeconds, limit) };
}

function startWithScoop(
  match: number,
  wanted: PlacedNote,
  sung: readonly PlacedNote[],
  used: Set<number>,
): number {
  const { startSeconds } = sung[match] as PlacedNote;
  const scoop = sung[match - 1];
  const distance = (seconds: number) => Math.abs(seconds - wanted.startSeconds);
  const belongs =
    scoop &&
    !used.has(match - 1) &&
    startSeconds - scoop.endSeconds < maxScoopGapSeconds &&
    distance(scoop.startSeconds) < distance(startSeconds);
  if (!belongs) return startSeconds;
  used.add(match - 1);
  return scoop.startSeconds;
}

/** Whether two notes are less than a semitone apart; octaves do not matter. */
export function isSamePitch(a: PlacedNote, b: PlacedNote): boolean {
  return 100 * Math.abs(foldOctave(a.midi - b.midi)) < anotherNoteCents;
}
