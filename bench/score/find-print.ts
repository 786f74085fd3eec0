import { countEdits } from './note-edits.ts';
import type { ReferenceScore } from './score-measures.ts';

/** Singers miss intervals, but of another melody hardly half are the same. */
const maxEditsPerInterval = 0.25;
/** Sung intervals are off by up to this. */
const nearSemitones = 1.5;

/**
 * The printed score that a singer reads, found by the intervals of the sung notes; undefined if it is
 * none of the known ones.
 */
export function findPrint(
  sung: readonly { readonly midi: number }[],
  prints: readonly ReferenceScore[],
): ReferenceScore | undefined {
  const rated = prints.map((print) => ({ print, edits: intervalEdits(sung, print.notes) }));
  const best = rated.sort((a, b) => a.edits - b.edits)[0];
  return best && best.edits <= maxEditsPerInterval ? best.print : undefined;
}

function intervalEdits(
  sung: readonly { readonly midi: number }[],
  printed: readonly { readonly midi: number }[],
): number {
  const [a, b] = [intervalsOf(sung), intervalsOf(printed)];
  const edits = countEdits(a, b, (x, y) => Math.abs(x - y) < nearSemitones);
  return edits / Math.max(1, a.length, b.length);
}

function intervalsOf(notes: readonly { readonly midi: number }[]): number[] {
  return notes.slice(1).map(({ midi }, i) => midi - (notes[i]?.midi ?? 0));
}
