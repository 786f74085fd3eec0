import type { Precision } from './linear-layer.ts';
import { processorFlags } from './processor-flags.ts';

/** Intel's and AMD's instructions for dot products of 8-bit integers. */
const int8DotProductFlags = ['avx_vnni', 'avx512_vnni', 'amx_int8'];

/**
 * The precision in which this CPU multiplies matrices fastest without overflow. Returns `float32` where
 * nothing was measured: outside Linux, and for AVX-512 without 8-bit dot products.
 * @param flags of the processor.
 */
export function fastestPrecision(flags = processorFlags()): Precision {
  if (int8DotProductFlags.some((flag) => flags.includes(flag))) return 'int8';
  return flags.includes('avx2') && !flags.includes('avx512f') ? 'int7' : 'float32';
}
