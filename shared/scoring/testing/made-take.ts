import type { Take } from '../measure-notes.ts';
import type { ReferenceNote } from '../reference-notes.ts';

/** SwiftF0's. */
const hopSeconds = 0.016;

/** How a made take differs from its original, note by note. By default it does not. */
export interface Changes {
  readonly semitones?: number;
  readonly cents?: (note: number) => number;
  readonly lateSeconds?: (note: number) => number;
  readonly isLeftOut?: (note: number) => boolean;
  /** The take's time at a time of the original. */
  readonly timeAt?: (referenceSeconds: number) => number;
}

/** A take made from its original with known changes, as pitch curve and notes. */
export function makeTake(reference: readonly ReferenceNote[], changes: Changes = {}): Take {
  const { semitones = 0, timeAt = (seconds: number) => seconds } = changes;
  const notes = reference.flatMap((note, i) => {
    if (changes.isLeftOut?.(i)) return [];
    return {
      startSeconds: timeAt(note.startSeconds) + (changes.lateSeconds?.(i) ?? 0),
      endSeconds: timeAt(note.endSeconds),
      midi: note.midi + semitones + (changes.cents?.(i) ?? 0) / 100,
    };
  });
  const frames = Math.ceil(((notes.at(-1)?.endSeconds ?? 0) + 1) / hopSeconds);
  const midi = new Float32Array(frames).fill(Number.NaN);
  for (const note of notes) {
    const start = Math.ceil(note.startSeconds / hopSeconds);
    midi.fill(note.midi, start, Math.ceil(note.endSeconds / hopSeconds));
  }
  return { curve: { hopSeconds, midi }, notes };
}

/** A take without any sound. */
export const silence: Take = { curve: { hopSeconds, midi: new Float32Array() }, notes: [] };

const scale = [0, 2, 4, 5, 7, 9, 11];

/**
 * A random melody in a major key: phrases of eight to twelve notes in quarters and eighths at 100 to the
 * minute, with a breath after each. The same seed gives the same melody.
 */
export function makeSong(seed: number, phrases = 8): ReferenceNote[] {
  const random = lehmer(seed);
  const tonic = 55 + Math.floor(random() * 12);
  let step = Math.floor(random() * 7);
  let at = 1;
  return Array.from({ length: phrases }).flatMap(() => {
    const phrase = Array.from({ length: 8 + Math.floor(random() * 5) }, () => {
      const move = Math.floor(random() * 7) - 3;
      step = Math.min(11, Math.max(0, step + move));
      const quarters = [0.5, 0.5, 1, 1, 1.5, 2][Math.floor(random() * 6)] ?? 1;
      const midi = tonic + (scale[step % 7] ?? 0) + 12 * Math.floor(step / 7);
      const startSeconds = at;
      at += quarters * 0.6;
      return { startSeconds, endSeconds: at - 0.04, midi, writtenMidi: midi, quarters };
    });
    at += 1.2;
    return phrase;
  });
}

/** Uniform random numbers from 0 to 1 (Lehmer's generator). */
function lehmer(seed: number): () => number {
  let state = (seed * 7919 + 17) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
