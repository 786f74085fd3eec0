import { expect, it } from 'vitest';
import { levelDb } from './level-db.ts';

it.each([
  ['a constant of full scale', new Float32Array(100).fill(1), 0],
  ['a sine of full scale', Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i / 10)), -3.01],
  ['half of full scale', new Float32Array(100).fill(-0.5), -6.02],
  ['digital silence', new Float32Array(100), -100],
  ['no samples', new Float32Array(0), -100],
])('measures %s', (_, samples, expectedDb) => {
  expect(levelDb(samples)).toBeCloseTo(expectedDb, 1);
});
