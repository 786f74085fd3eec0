/** A note as it is printed, ties joined. */
export interface WrittenNote {
  readonly midi: number;
  readonly quarters: number;
  /** Whether it is struck on the first beat of a measure. */
  readonly isDownbeat: boolean;
}

export interface NoteEdits {
  /** Semitones added to every note of the estimate; the same for the whole score. */
  readonly transposition: number;
  /** Edits by reference notes: pitch or duration wrong, pitch wrong, duration wrong. */
  readonly either: number;
  readonly pitch: number;
  readonly duration: number;
  /** Indices of notes that the cheapest sequence of edits keeps or replaces by each other. */
  readonly pairs: readonly (readonly [reference: number, estimate: number])[];
}

type Equal = (reference: WrittenNote, estimate: WrittenNote) => boolean;

const furthestTransposition = 30;

/**
 * Levenshtein distances between the notes of two scores, by the number of reference notes, under
 * the one transposition with which pitches fit best. Inserting, deleting and replacing a note cost
 * 1; a note is right when both its pitch and its written duration are.
 */
export function countNoteEdits(
  reference: readonly WrittenNote[],
  estimate: readonly WrittenNote[],
): NoteEdits {
  const length = Math.max(1, reference.length);
  let best = { edits: Number.POSITIVE_INFINITY, transposition: 0 };
  for (let step = 0; step <= 2 * furthestTransposition; step++) {
    const transposition = (step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2);
    const edits = align(reference, estimate, samePitch(transposition)).edits;
    if (edits < best.edits) best = { edits, transposition };
  }
  const pitch = samePitch(best.transposition);
  const duration: Equal = (a, b) => Math.abs(a.quarters - b.quarters) < 1e-6;
  const both = align(reference, estimate, (a, b) => pitch(a, b) && duration(a, b));
  return {
    transposition: best.transposition,
    either: both.edits / length,
    pitch: best.edits / length,
    duration: align(reference, estimate, duration).edits / length,
    pairs: align(reference, estimate, pitch).pairs,
  };
}

function samePitch(transposition: number): Equal {
  return (a, b) => a.midi === b.midi + transposition;
}

/** How many insertions, deletions and replacements lead from one sequence to another. */
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
  const replacing = (i: number, j: number) =>
    at(i - 1, j - 1) + (same(reference[i - 1] as Item, estimate[j - 1] as Item) ? 0 : 1);
  for (let i = 0; i <= reference.length; i++) {
    for (let j = 0; j <= estimate.length; j++) {
      if (i === 0 || j === 0) edits[i * width + j] = i + j;
      else edits[i * width + j] = Math.min(replacing(i, j), at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = reference.length, j = estimate.length; i > 0 && j > 0; ) {
    if (at(i, j) === replacing(i, j)) pairs.push([--i, --j]);
    else if (at(i, j) === at(i - 1, j) + 1) i--;
    else j--;
  }
  return { edits: at(reference.length, estimate.length), pairs: pairs.reverse() };
}
