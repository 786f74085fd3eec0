import { expect, it } from 'vitest';
import { joinPieces } from './join-pieces.ts';

const note = (startSeconds: number, endSeconds: number, midi: number) => ({
  startSeconds,
  endSeconds,
  midi,
});
const wanted = note(1, 2, 60);

it('joins a scoop and a later piece, even if the first has another pitch', () => {
  const sung = [note(0.2, 0.8, 55), note(1, 1.2, 58), note(1.22, 1.5, 59.8), note(1.55, 2, 60)];
  const used = new Set([0, 2]);
  expect(joinPieces(2, wanted, sung, used, undefined)).toMatchObject({
    startSeconds: 1,
    endSeconds: 2,
  });
  expect(used).toEqual(new Set([0, 1, 2, 3]));
});

it('does not join an early note that is no scoop, or one that is another note', () => {
  const sung = [note(0.4, 0.98, 57), note(1, 1.5, 60), note(1.55, 2, 63)];
  const used = new Set([1]);
  expect(joinPieces(1, wanted, sung, used, undefined)).toEqual({
    startSeconds: 1,
    endSeconds: 1.5,
    pitchEndSeconds: 1.55,
  });
  expect(used).toEqual(new Set([1]));
});

it('measures the pitch of a note that was cut short over the wanted length', () => {
  const { endSeconds, pitchEndSeconds } = joinPieces(
    0,
    wanted,
    [note(1.1, 1.3, 60)],
    new Set([0]),
    undefined,
  );
  expect(endSeconds).toBe(1.3);
  expect(pitchEndSeconds).toBeCloseTo(2.1, 9);
});

it('ends where the next wanted note begins, if that was not divided from it', () => {
  const { endSeconds } = joinPieces(0, wanted, [note(1, 3, 60)], new Set([0]), note(2.05, 3, 60));
  expect(endSeconds).toBe(2.05);
});
