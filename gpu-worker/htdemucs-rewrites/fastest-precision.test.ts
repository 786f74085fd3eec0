import { expect, it } from 'vitest';
import { fastestPrecision } from './fastest-precision.ts';
import { processorFlags } from './processor-flags.ts';

it.each([
  ['Intel with AVX-512 VNNI', 'model\t: 6\nflags\t\t: fpu avx2 avx512f avx512_vnni\n', 'int8'],
  ['AVX VNNI', 'flags\t\t: fpu avx2 avx_vnni\n', 'int8'],
  ['AMX', 'flags\t\t: fpu avx2 avx512f amx_int8\n', 'int8'],
  ['AVX2 alone, whose 16-bit sums overflow with 8-bit weights', 'flags\t: fpu avx2 fma\n', 'int7'],
  ['AVX-512 without dot products', 'flags\t\t: fpu avx2 avx512f\n', 'float32'],
  ['AVX alone', 'flags\t\t: fpu avx\n', 'float32'],
  ['ARM', 'Features\t: fp asimd asimddp\n', 'float32'],
  ['no /proc/cpuinfo', '', 'float32'],
])('%s', (_cpu, description, precision) => {
  expect(fastestPrecision(processorFlags(description))).toBe(precision);
});
