import { foldOctave } from './fold-octave.ts';

/** A note in the take's time and key. */
export interface PlacedNote {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly midi: number;
}

/** Notes whose onsets are further apart are not the same note. */
const maxOnsetSeconds = 0.5;
const maxPitchSemitones = 1.5;
/** What an equal pitch and an equal onset are worth. A note is recognised by its pitch first. */
const pitchGain = 2;
const onsetGain = 1;

/**
 * Finds which sung note is which written note: the order-preserving assignment with the largest gain
 * (Needleman and Wunsch, 1970). Octaves do not matter. A wrong pitch at the right time matches if no
 * better note is near.
 *
 * @param wanted in time order.
 * @param sung in time order.
 * @returns for each wanted note the index of the sung one, or undefined.
 */
export function matchNotes(
  wanted: readonly PlacedNote[],
  sung: readonly PlacedNote[],
): (number | undefined)[] {
  const width = sung.length + 1;
  const moves = new Uint8Array((wanted.length + 1) * width);
  let previous = new Float64Array(width);
  wanted.forEach((note, w) => {
    const current = new Float64Array(width);
    sung.forEach((candidate, s) => {
      const withoutSung = current[s] as number;
      const withoutWanted = previous[s + 1] as number;
      const matched = (previous[s] as number) + gainOf(note, candidate);
      const best = Math.max(withoutSung, withoutWanted, matched);
      current[s + 1] = best;
      moves[(w + 1) * width + s + 1] =
        best === matched ? match : best === withoutSung ? skipSung : skipWanted;
    });
    previous = current;
  });
  return trace(moves, wanted.length, sung.length);
}

const [skipSung, skipWanted, match] = [0, 1, 2];

function trace(moves: Uint8Array, wanted: number, sung: number): (number | undefined)[] {
  const matches = new Array<number | undefined>(wanted).fill(undefined);
  let [w, s] = [wanted, sung];
  while (w > 0 && s > 0) {
    const move = moves[w * (sung + 1) + s];
    if (move === skipSung) s--;
    else if (move === skipWanted) w--;
    else matches[--w] = --s;
  }
  return matches;
}

function gainOf(a: PlacedNote, b: PlacedNote): number {
  const onset = Math.abs(a.startSeconds - b.startSeconds);
  if (onset > maxOnsetSeconds) return Number.NEGATIVE_INFINITY;
  const pitch = Math.abs(foldOctave(a.midi - b.midi));
  return (
    pitchGain * Math.max(0, 1 - pitch / maxPitchSemitones) +
    onsetGain * (1 - onset / maxOnsetSeconds)
  );
}
