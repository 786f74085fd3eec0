import { expect, it } from 'vitest';
import { poolOnsets } from './pool-onsets.ts';

const around = (...logOdds: number[]) => Float32Array.of(-8, -8, -8, ...logOdds, -8, -8, -8);

it('is surer of an onset that several frames share than each of them is', () => {
  const gathered = poolOnsets(around(-0.5, 0.5, 0.3, -0.5));
  expect(Math.max(...gathered)).toBeGreaterThan(1);
  expect(gathered.indexOf(Math.max(...gathered))).toBe(4);
});

it('leaves frames as they are that know of an onset, or of none', () => {
  const sure = poolOnsets(around(-2, 3, -2));
  expect(sure[4]).toBe(3);
  expect(Math.max(...poolOnsets(new Float32Array(20).fill(-8)))).toBeLessThan(-7);
  expect(poolOnsets(new Float32Array(0))).toHaveLength(0);
});
