import { existsSync, readFileSync } from 'node:fs';
import type { Precision } from '../../../htdemucs-rewrites/linear-layer.ts';

const cpuInfo = '/proc/cpuinfo';
/** Intel's and AMD's instructions for sums of products of 8-bit numbers. */
const fast8BitFlags = ['avx_vnni', 'avx512_vnni', 'amx_int8'];

/**
 * In what this processor multiplies matrices fastest without overflow on the way. Only asked of
 * Linux: elsewhere it was not measured, nor was AVX-512 without instructions for 8 bits.
 */
export function fastestPrecision(
  cpuDescription = existsSync(cpuInfo) ? readFileSync(cpuInfo, 'utf8') : '',
): Precision {
  const flags = /^flags\s*:(.*)$/m.exec(cpuDescription)?.[1]?.split(' ') ?? [];
  if (fast8BitFlags.some((flag) => flags.includes(flag))) return 'int8';
  return flags.includes('avx2') && !flags.includes('avx512f') ? 'int7' : 'float32';
}
