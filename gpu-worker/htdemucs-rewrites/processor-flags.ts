import { existsSync, readFileSync } from 'node:fs';

const cpuInfo = '/proc/cpuinfo';

/**
 * The names of this processor's instruction sets, in the words of the Linux kernel. Empty outside Linux and
 * on ARM.
 * @param cpuDescription the contents of /proc/cpuinfo.
 */
export function processorFlags(
  cpuDescription = existsSync(cpuInfo) ? readFileSync(cpuInfo, 'utf8') : '',
): readonly string[] {
  return /^flags\s*:(.*)$/m.exec(cpuDescription)?.[1]?.trim().split(' ') ?? [];
}
