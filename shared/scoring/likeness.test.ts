import { expect, it } from 'vitest';
import type { ComparedNote } from './comparison.ts';
import { likenessOf } from './likeness.ts';

const points = { strict: 0, normal: 0, beginner: 0 };
const notesOf = (sung: number, wrong: number, missed: number): ComparedNote[] =>
  [
    ...Array.from({ length: sung }, () => 'sung' as const),
    ...Array.from({ length: wrong }, () => 'wrong' as const),
    ...Array.from({ length: missed }, () => 'missed' as const),
  ].map((status, sungNote) => ({ status, sungNote, points }));
const silent = () => false;

it('is 1 for a take that hits 60 % of its notes, and 0 for a quarter', () => {
  expect(likenessOf(notesOf(6, 4, 0), silent, 0)).toBe(1);
  expect(likenessOf(notesOf(25, 75, 0), silent, 0)).toBe(0);
  expect(likenessOf(notesOf(17, 23, 0), silent, 0)).toBeCloseTo(0.5, 9);
});

it('ignores notes that were left out, but not those where something else was sung', () => {
  expect(likenessOf(notesOf(6, 0, 20), silent, 0)).toBe(1);
  expect(likenessOf(notesOf(6, 0, 20), () => true, 0)).toBe(0);
});

it('counts extra notes', () => {
  expect(likenessOf(notesOf(25, 0, 0), silent, 75)).toBe(0);
});

it('is 1 where nothing was sung', () => {
  expect(likenessOf(notesOf(0, 0, 5), silent, 0)).toBe(1);
});
