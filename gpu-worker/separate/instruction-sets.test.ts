import { expect, test } from 'vitest';
import { hasFast8BitProducts } from './instruction-sets.ts';

test('8-bit products are fast where the processor says so', () => {
  expect(hasFast8BitProducts('model\t: 6\nflags\t\t: fpu avx2 avx512_vnni\n')).toBe(true);
  expect(hasFast8BitProducts('flags\t\t: fpu avx2 avx512f\n')).toBe(false);
  expect(hasFast8BitProducts('Features\t: fp asimd asimddp\n')).toBe(false);
  expect(hasFast8BitProducts('')).toBe(false);
});
