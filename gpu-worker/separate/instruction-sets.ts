import { existsSync, readFileSync } from 'node:fs';

const cpuInfo = '/proc/cpuinfo';
/** Intel's and AMD's instructions for sums of products of 8-bit numbers. */
const fast8BitFlags = ['avx_vnni', 'avx512_vnni', 'amx_int8'];

/**
 * Whether this processor multiplies matrices of 8-bit numbers faster than of floats, and without
 * overflow on the way. Only asked of Linux: elsewhere it was not measured.
 */
export function hasFast8BitProducts(
  cpuDescription = existsSync(cpuInfo) ? readFileSync(cpuInfo, 'utf8') : '',
): boolean {
  const flags = /^flags\s*:(.*)$/m.exec(cpuDescription)?.[1]?.split(' ') ?? [];
  return fast8BitFlags.some((flag) => flags.includes(flag));
}
