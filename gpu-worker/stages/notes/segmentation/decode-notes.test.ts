import { describe, expect, it } from 'vitest';
import { decodeNotes } from './decode-notes.ts';
import { decodeSettings } from './decode-settings.ts';

const frames = 60;

/** Evidence for notes at the given frames, first and first after. */
function evidenceOf(notes: [number, number][]) {
  const at = (frame: (note: [number, number]) => number) =>
    Float32Array.from({ length: frames }, (_, i) => (notes.some((n) => frame(n) === i) ? 4 : -6));
  const inside = Float32Array.from({ length: frames }, (_, i) =>
    notes.some(([start, end]) => i >= start && i < end) ? 4 : -4,
  );
  return { onset: at(([start]) => start), offset: at(([, end]) => end), inside };
}

const decoded = (midi: Float32Array, notes: [number, number][]) =>
  decodeNotes(midi, evidenceOf(notes), decodeSettings).map((span) => [
    span.startFrame,
    span.endFrame,
  ]);

describe('decodeNotes', () => {
  it('finds notes apart, and right after another on one pitch', () => {
    const notes: [number, number][] = [
      [5, 20],
      [20, 32],
      [40, 50],
    ];
    expect(decoded(new Float32Array(frames).fill(60), notes)).toEqual(notes);
  });

  it('keeps a note whole through an octave slip and unvoiced frames', () => {
    const midi = new Float32Array(frames).fill(60);
    midi.fill(72, 20, 26);
    midi.fill(Number.NaN, 30, 33);
    expect(decoded(midi, [[5, 50]])).toEqual([[5, 50]]);
  });

  it('splits where the pitch steps, though nothing else tells of a new note', () => {
    const midi = new Float32Array(frames).fill(60);
    midi.fill(64, 28);
    const spans = decoded(midi, [[5, 55]]);
    expect(spans).toHaveLength(2);
    expect(spans[1]?.[0]).toBe(28);
  });

  it('finds none where no pitch is heard', () => {
    expect(decoded(new Float32Array(frames).fill(Number.NaN), [[5, 50]])).toEqual([]);
  });
});
