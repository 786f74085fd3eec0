import { pitchClassOf } from '@my-pitch/shared/chords/chord-symbol';
import { parseChord } from '@my-pitch/shared/chords/chord-text';
import { expect, it } from 'vitest';
import { type ChordSpan, scoreChords } from './chord-metrics.ts';

function spans(...parts: readonly (readonly [end: number, chord: string])[]): ChordSpan[] {
  return parts.map(([endSeconds, text], i) => {
    const chord = parseChord(text);
    if (!chord) throw new Error(text);
    return {
      startSeconds: parts[i - 1]?.[0] ?? 0,
      endSeconds,
      chord: chord === 'none' ? undefined : { root: pitchClassOf(chord.root), kind: chord.kind },
    };
  });
}

const reference = spans([2, 'C'], [4, 'Am7'], [5, 'N.C.'], [8, 'G7'], [9, 'Dsus4'], [10, 'Fmaj7']);
const estimate = spans(
  ...([
    [1.5, 'Cmaj7'],
    [4.2, 'Am'],
    [5, 'N.C.'],
    [7, 'G7'],
    [8, 'G'],
    [9.5, 'Dsus4'],
  ] as const),
  [10, 'Fmaj7'],
);

it('measures as mir_eval 0.8.2 does', () => {
  const scores = scoreChords(reference, estimate, 0.25);
  expect(scores.majmin).toBeCloseTo(0.866_667, 6);
  expect(scores.sevenths).toBeCloseTo(0.366_667, 6);
  expect(scores.segmentation).toBeCloseTo(0.78, 6);
});

it('counts a change once, within the tolerance', () => {
  // Of five changes 4.2, 5 and 8 are near; the sixth of the estimate, from G7 to G, is none of the truth.
  expect(scoreChords(reference, estimate, 0.25).changes).toBeCloseTo(6 / 11, 6);
  expect(scoreChords(reference, estimate, 0.6).changes).toBeCloseTo(10 / 11, 6);
  const twice = spans([2, 'C'], [4, 'C'], [6, 'F']);
  expect(scoreChords(twice, spans([4, 'C'], [6, 'F']), 0.1).changes).toBe(1);
});

it('is perfect for the reference itself, and 0 for another key', () => {
  const perfect = { majmin: 1, sevenths: 1, segmentation: 1, changes: 1 };
  expect(scoreChords(reference, reference, 0.1)).toEqual(perfect);
  expect(scoreChords(spans([4, 'C']), spans([4, 'F#']), 0.1)).toMatchObject({
    majmin: 0,
    sevenths: 0,
  });
});
