import { expect, it } from 'vitest';
import { decodeNotes } from './decode-notes.ts';
import { hopLength, pitches, sampleRateHz } from './posteriors.ts';

it('finds notes with and without an onset peak, but no short ones', () => {
  const frames = 120;
  const note = new Float32Array(frames * pitches);
  const onset = new Float32Array(frames * pitches);
  const sound = (pitch: number, from: number, to: number, value: number) => {
    for (let frame = from; frame < to; frame++) note[frame * pitches + pitch] = value;
  };
  sound(39, 20, 50, 0.9);
  onset[20 * pitches + 39] = 0.8;
  sound(44, 60, 66, 0.9);
  onset[60 * pitches + 44] = 0.8;
  sound(50, 80, 100, 0.4);
  const found = decodeNotes({ frames, note, onset }).map(({ startSeconds, endSeconds, midi }) => [
    midi,
    Math.round((startSeconds * sampleRateHz) / hopLength),
    Math.round((endSeconds * sampleRateHz) / hopLength),
  ]);
  expect(found[0]).toEqual([60, 20, 50]);
  expect(found).toHaveLength(2);
  expect(found[1]?.[0]).toBe(71);
});
