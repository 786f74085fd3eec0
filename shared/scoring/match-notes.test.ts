import { expect, it } from 'vitest';
import { matchNotes } from './match-notes.ts';

const note = (startSeconds: number, midi: number) => ({
  startSeconds,
  endSeconds: startSeconds + 0.4,
  midi,
});

it('matches notes in order, past extra and missing ones', () => {
  const wanted = [note(0, 60), note(0.5, 62), note(1, 64), note(1.5, 65)];
  const sung = [note(0.1, 60), note(0.6, 70), note(1.05, 64), note(1.3, 61), note(1.6, 65)];
  expect(matchNotes(wanted, sung)).toEqual([0, 1, 2, 4]);
});

it('recognises a late note by its pitch and in any octave', () => {
  const wanted = [note(0, 60), note(0.5, 62)];
  expect(matchNotes(wanted, [note(0.3, 48), note(0.8, 50)])).toEqual([0, 1]);
});

it('matches no note that begins more than half a second away', () => {
  expect(matchNotes([note(1, 60)], [note(0.4, 60), note(1.6, 60)])).toEqual([undefined]);
});
