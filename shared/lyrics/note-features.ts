import type { LaidNote } from './laying-costs.ts';

/** What the notes alone say about the words on them, for each note; the last is always 1. */
export function noteFeatures(notes: readonly LaidNote[]): number[][] {
  const seconds = notes.map((note) => Math.max(0.03, note.endSeconds - note.startSeconds));
  const distances = notes.map(({ startSeconds }, i) =>
    Math.max(0.05, startSeconds - (notes[i - 1]?.startSeconds ?? startSeconds - 3)),
  );
  const [length, distance] = [medianOf(seconds), medianOf(distances)];
  return notes.map((note, i) => {
    const before = notes[i - 1];
    const gap = before ? Math.max(0, note.startSeconds - before.endSeconds) : 3;
    const after = (notes[i + 1]?.startSeconds ?? note.endSeconds + 3) - note.endSeconds;
    const step = before ? Math.abs(note.midi - before.midi) : 12;
    return [
      Math.min(0.15, gap) / 0.15,
      Math.min(0.6, gap) / 0.6,
      Math.min(2, gap) / 2,
      Math.min(0.6, Math.max(0, after)) / 0.6,
      octaves((seconds[i] as number) / length),
      octaves((seconds[i - 1] ?? length) / length),
      octaves((distances[i] as number) / distance),
      step < 0.5 ? 1 : 0,
      step >= 0.5 && step < 2.5 ? 1 : 0,
      1,
    ];
  });
}

function octaves(ratio: number): number {
  return Math.max(-2.5, Math.min(2.5, Math.log2(ratio)));
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 1;
}
