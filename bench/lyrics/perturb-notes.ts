import type { MeasuredNote } from '../metrics/note-metrics.ts';

/**
 * Errors as our transcription of separated voices makes them, from its comparison with karaoke notes
 * (docs/transcription.md): a fifth of the notes missing, half of these merged with a neighbour of the
 * same pitch, and a ninth too many.
 */
const mergedOnSamePitch = 0.4;
const mergedOnOtherPitch = 0.06;
const dropped = 0.07;
const splitInTwo = 0.07;
const addedInPause = 0.2;
const jitterSeconds = 0.03;
const touchingSeconds = 0.17;

/** A found note. */
interface FoundNote extends MeasuredNote {
  /** The notes that begin in it, as indexes; none for one that is too many. */
  readonly of: readonly number[];
}

/** The notes as a transcription might find them. `random` gives numbers from 0 to 1. */
export function perturbNotes(truth: readonly MeasuredNote[], random: () => number): FoundNote[] {
  const found: FoundNote[] = [];
  for (const [index, note] of truth.entries()) {
    const last = found.at(-1);
    const gap = last ? note.startSeconds - last.endSeconds : 1;
    if (last && gap < touchingSeconds) {
      const isSame = Math.round(last.midi) === Math.round(note.midi);
      if (random() < (isSame ? mergedOnSamePitch : mergedOnOtherPitch)) {
        found[found.length - 1] = { ...last, endSeconds: note.endSeconds, of: [...last.of, index] };
        continue;
      }
    }
    if (random() < dropped) continue;
    if (gap > 0.6 && random() < addedInPause) found.push(noteInPause(note, random));
    const start = note.startSeconds + jitterSeconds * normal(random);
    const end = Math.max(start + 0.06, note.endSeconds + 2 * jitterSeconds * normal(random));
    const length = end - start;
    if (length > 0.15 && random() < splitInTwo) {
      const middle = start + length * (0.3 + 0.4 * random());
      found.push({ startSeconds: start, endSeconds: middle, midi: note.midi, of: [index] });
      const step = random() < 0.5 ? 1 : -1;
      found.push({ startSeconds: middle, endSeconds: end, midi: note.midi + step, of: [] });
    } else found.push({ startSeconds: start, endSeconds: end, midi: note.midi, of: [index] });
  }
  return found.toSorted((a, b) => a.startSeconds - b.startSeconds).map(endBeforeNext);
}

function noteInPause({ startSeconds, midi }: MeasuredNote, random: () => number): FoundNote {
  const start = startSeconds - 0.3 - 0.2 * random();
  return { startSeconds: start, endSeconds: start + 0.15, midi: midi - 2, of: [] };
}

/** Real singing has no silence at most of the gaps that karaoke files leave for legibility. */
function endBeforeNext(note: FoundNote, index: number, notes: readonly FoundNote[]): FoundNote {
  const next = notes[index + 1]?.startSeconds ?? Number.POSITIVE_INFINITY;
  const isLegato = next - note.endSeconds < touchingSeconds;
  return { ...note, endSeconds: isLegato ? next : Math.min(next, note.endSeconds) };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
