import { expect, it } from 'vitest';
import { type ChordProbabilities, classCounts } from './chord-network.ts';
import { decodeChords } from './decode-chords.ts';

type Classes = readonly [triad: number, bass: number, seventh: number];
const [cMajor, gMajor, aMinor] = [1, 8, 22];
const bassOf = (pitchClass: number) => 1 + pitchClass;

/** Probabilities of frames that are nearly sure of these classes. */
function certain(frames: readonly Classes[], certainty = 0.9): ChordProbabilities {
  const heads = (['triad', 'bass', 'seventh'] as const).map((head, i) => {
    const classes = classCounts[head];
    const rest = (1 - certainty) / (classes - 1);
    const values = new Float32Array(frames.length * classes).fill(rest);
    frames.forEach((frame, f) => {
      values[f * classes + (frame[i] as number)] = certainty;
    });
    return [head, values];
  });
  return Object.fromEntries(heads);
}

const times = (count: number, classes: Classes) => new Array<Classes>(count).fill(classes);
const every = (step: number, end: number) =>
  Array.from({ length: Math.ceil(end / step) }, (_, i) => i * step);

it('finds chords between the places where they may change', () => {
  const frames = [
    ...times(40, [cMajor, bassOf(0), 0]),
    ...times(40, [gMajor, bassOf(11), 2]),
    ...times(40, [aMinor, bassOf(9), 2]),
    ...times(40, [0, 0, 0]),
  ];
  expect(decodeChords(certain(frames), every(10, 160))).toMatchObject([
    { startFrame: 0, endFrame: 40, chord: { root: 0, kind: 'major', bass: 0 } },
    { startFrame: 40, endFrame: 80, chord: { root: 7, kind: 'dominant', bass: 11 } },
    { startFrame: 80, endFrame: 120, chord: { root: 9, kind: 'minor-seventh', bass: 9 } },
    { startFrame: 120, endFrame: 160, chord: undefined },
  ]);
});

it('changes only where a chord may change', () => {
  const frames = [...times(47, [cMajor, bassOf(0), 0]), ...times(53, [gMajor, bassOf(7), 0])];
  const spans = decodeChords(certain(frames), every(10, 100));
  expect(spans.map(({ startFrame }) => startFrame)).toEqual([0, 50]);
});

it('does not follow a short doubt, nor a single wrong stretch', () => {
  const frames = [
    ...times(50, [cMajor, bassOf(0), 0]),
    ...times(2, [gMajor, bassOf(7), 0]),
    ...times(50, [cMajor, bassOf(0), 0]),
  ];
  expect(decodeChords(certain(frames), every(1, 102))).toHaveLength(1);
});

it('says how sure it is', () => {
  const frames = times(20, [cMajor, bassOf(0), 0]);
  const [sure] = decodeChords(certain(frames, 0.99), [0]);
  const [unsure] = decodeChords(certain(frames, 0.3), [0]);
  expect(sure?.confidence).toBeGreaterThan(0.9);
  expect(unsure?.confidence).toBeLessThan(0.2);
});

it('finds nothing in nothing', () => {
  expect(decodeChords(certain([]), [0, 10])).toEqual([]);
});
