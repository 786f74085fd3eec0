import { expect, it } from 'vitest';
import { mergeRoundedFrames } from './merged-rounding.ts';

it('merges neighbouring frames of one semitone, and drops short notes', () => {
  const frequencyHz = [null, 440, 445, 436, null, 262, 262, 494, 262, 262, 262];
  const voicedProbability = frequencyHz.map(() => 1);
  const track = { method: 'pyin', hopSeconds: 0.02, frequencyHz, voicedProbability } as const;
  const notes = mergeRoundedFrames(track).map(({ startSeconds, endSeconds, midi }) => [
    Math.round(startSeconds * 100),
    Math.round(endSeconds * 100),
    midi,
  ]);
  expect(notes).toEqual([
    [2, 8, 69],
    [16, 22, 60],
  ]);
});
