import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface ProcessLimits {
  /** Total time on all cores, beyond which the kernel kills the process. */
  readonly processorSeconds: number;
  /** Maximum size of a file that it writes; 0 if it only reads. */
  readonly fileBytes: number;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Maximum data segment of a media tool. With one thread ffmpeg 5.1 needs 40 MB for any audio
 * (15 minutes, 8 channels of 192 kHz, 768 kHz), 74 MB with 4K video and 118 MB with 8K video; this
 * is 1.6 times the maximum. The code of its libraries, which does not count, adds 45 MB.
 */
export const memoryBytes = 192 * 1024 * 1024;

/**
 * The command that runs a tool within limits. `prlimit` (Linux, util-linux) execs the tool,
 * so process id and signals are the tool's. Without `prlimit`, as on macOS, the tool runs without
 * these limits. `spawn` reports a missing tool.
 */
export function limitedCommand(
  tool: string,
  args: readonly string[],
  { processorSeconds, fileBytes }: ProcessLimits,
): Command {
  const [prlimit, toolPath] = [findOnPath('prlimit'), findOnPath(tool)];
  if (process.platform !== 'linux' || !prlimit || !toolPath) return { file: tool, args };
  const limits = [
    // Not the address space, which includes memory that threads and libraries reserve but never touch.
    `--data=${memoryBytes}`,
    `--cpu=${Math.ceil(processorSeconds)}`,
    `--fsize=${fileBytes}`,
    '--core=0',
  ];
  return { file: prlimit, args: [...limits, '--', toolPath, ...args] };
}

function findOnPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
