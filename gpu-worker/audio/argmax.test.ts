import { expect, it } from 'vitest';
import { argmax } from './argmax.ts';

it('finds the largest value, and the first of equal ones', () => {
  expect(argmax(Float32Array.of(-3, -1, -2))).toBe(1);
  expect(argmax(Float64Array.of(5, 2, 7, 7))).toBe(2);
  expect(argmax(Float64Array.of(7, 2))).toBe(0);
  expect(argmax(new Float32Array(0))).toBe(0);
});
