/** A written note. Tied notes count as one. */
export interface WrittenNote {
  readonly midi: number;
  readonly quarters: number;
  /** Whether it starts on the first beat of a full measure. */
  readonly isDownbeat: boolean;
}

export interface NoteEdits {
  /** Semitones added to every note of the estimate. */
  readonly transposition: number;
  /** Edits per reference note. A note counts as wrong if its pitch or its duration is. */
  readonly edits: number;
  /** Edits per reference note by pitch alone, and by duration alone. */
  readonly pitch: number;
  readonly duration: number;
  /** Index pairs of notes that the cheapest alignment keeps or replaces. */
  readonly pairs: readonly (readonly [reference: number, estimate: number])[];
}

type Equal = (reference: WrittenNote, estimate: WrittenNote) => boolean;

const maxTransposition = 30;

/**
 * Levenshtein distances between the notes of two scores, divided by the number of reference notes,
 * under the transposition with the fewest pitch edits. Inserting, deleting and replacing a note cost
 * 1 each.
 */
export function countNoteEdits(
  reference: readonly WrittenNote[],
  estimate: readonly WrittenNote[],
): NoteEdits {
  const length = Math.max(1, reference.length);
  let best = { edits: Number.POSITIVE_INFINITY, transposition: 0 };
  // 0, −1, 1, −2, 2, …: of equally good transpositions the smallest wins.
  for (let n = 0; n <= 2 * maxTransposition; n++) {
    const transposition = (n % 2 === 0 ? 1 : -1) * Math.ceil(n / 2);
    const edits = align(reference, estimate, samePitch(transposition)).edits;
    if (edits < best.edits) best = { edits, transposition };
  }
  const pitch = samePitch(best.transposition);
  const duration: Equal = (a, b) => Math.abs(a.quarters - b.quarters) < 1e-6;
  const both = align(reference, estimate, (a, b) => pitch(a, b) && duration(a, b));
  return {
    transposition: best.transposition,
    edits: both.edits / length,
    pitch: best.edits / length,
    duration: align(reference, estimate, duration).edits / length,
    pairs: align(reference, estimate, pitch).pairs,
  };
}

function samePitch(transposition: number): Equal {
  return (a, b) => a.midi === b.midi + transposition;
}

/** Levenshtein distance: the minimum number of insertions, deletions and replacements. */
export function countEdits<Item>(
  reference: readonly Item[],
  estimate: readonly Item[],
  same: (reference: Item, estimate: Item) => boolean,
): number {
  return align(reference, estimate, same).edits;
}

function align<Item>(
  reference: readonly Item[],
  estimate: readonly Item[],
  same: (reference: Item, estimate: Item) => boolean,
) {
  const width = estimate.length + 1;
  const edits = new Uint32Array((reference.length + 1) * width);
  const at = (i: number, j: number) => edits[i * width + j] as number;
  const replaceCost = (i: number, j: number) =>
    at(i - 1, j - 1) + (same(reference[i - 1] as Item, estimate[j - 1] as Item) ? 0 : 1);
  for (let i = 0; i <= reference.length; i++) {
    for (let j = 0; j <= estimate.length; j++) {
      if (i === 0 || j === 0) edits[i * width + j] = i + j;
      else edits[i * width + j] = Math.min(replaceCost(i, j), at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = reference.length, j = estimate.length; i > 0 && j > 0; ) {
    if (at(i, j) === replaceCost(i, j)) pairs.push([--i, --j]);
    else if (at(i, j) === at(i - 1, j) + 1) i--;
    else j--;
  }
  return { edits: at(reference.length, estimate.length), pairs: pairs.reverse() };
}
