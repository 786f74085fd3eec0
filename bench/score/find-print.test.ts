import { expect, it } from 'vitest';
import { findPrint } from './find-print.ts';

const print = (...midis: number[]) => ({
  notes: midis.map((midi) => ({ midi, quarters: 1, isDownbeat: false })),
  time: '4/4',
  fifths: 0,
});
const scale = print(60, 62, 64, 65, 67, 69, 71, 72, 74);
const thirds = print(60, 64, 62, 65, 64, 67, 65, 69, 67);
const sung = (...midis: number[]) => midis.map((midi) => ({ midi }));

it('finds the melody in any key, with errors of a singer', () => {
  expect(findPrint(sung(55.3, 57.6, 59.1, 60.4, 62, 63.9, 67, 67.2, 69), [thirds, scale])).toBe(
    scale,
  );
});

it('finds none for another melody', () => {
  expect(findPrint(sung(60, 67, 60, 67, 72, 67, 60, 55, 60), [scale, thirds])).toBeUndefined();
});

it('finds none among none', () => {
  expect(findPrint(sung(60, 62), [])).toBeUndefined();
});
