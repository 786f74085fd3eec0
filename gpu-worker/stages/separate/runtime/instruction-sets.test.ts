import { expect, test } from 'vitest';
import { fastestPrecision } from './instruction-sets.ts';

test('8-bit products are taken where the processor says how it makes them', () => {
  expect(fastestPrecision('model\t: 6\nflags\t\t: fpu avx2 avx512_vnni\n')).toBe('int8');
  expect(fastestPrecision('flags\t\t: fpu avx2 avx_vnni\n')).toBe('int8');
  expect(fastestPrecision('flags\t\t: fpu avx2 fma\n')).toBe('int7');
  expect(fastestPrecision('flags\t\t: fpu avx2 avx512f\n')).toBe('float32');
  expect(fastestPrecision('flags\t\t: fpu avx\n')).toBe('float32');
  expect(fastestPrecision('Features\t: fp asimd asimddp\n')).toBe('float32');
  expect(fastestPrecision('')).toBe('float32');
});
