import { expect, it } from 'vitest';
import { downbeatBefore } from './tempo-candidate.ts';

it('counts back from an onset by its metrical position to the nearest beat', () => {
  const grid = { beatTicks: 48, beatSeconds: 0.5 };
  // 3.1 s is near beat 6. As third beat of its measure (tick 96), its downbeat is beat 4.
  expect(downbeatBefore(3.1, 96, grid)).toBe(4);
  expect(downbeatBefore(3.1, 0, grid)).toBe(6);
  expect(downbeatBefore(0.2, 96, grid)).toBe(-2);
});
