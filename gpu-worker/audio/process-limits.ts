import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface ProcessLimits {
  /** Time on all cores together; the system kills the process beyond it. */
  readonly processorSeconds: number;
  /** The greatest file it may write; 0 for a process that only reads. */
  readonly fileBytes: number;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Memory of its own that a media tool may hold. With one thread ffmpeg 5.1 holds 40 MB for any
 * audio (15 minutes, 8 channels of 192 kHz, 768 kHz), 74 MB beside 4K video and 118 MB beside 8K
 * video: this is 1.6 times the greatest. The code of its libraries, which is not counted, adds 45 MB.
 */
export const memoryBytes = 192 * 1024 * 1024;

/**
 * The command that runs a tool within limits. `prlimit` (Linux, util-linux) replaces itself by the
 * tool, so the process id and its signals are the tool's. Where it is missing, as on macOS, the tool
 * runs without these limits. A tool that is missing is left for `spawn` to report.
 */
export function limitedCommand(
  tool: string,
  args: readonly string[],
  { processorSeconds, fileBytes }: ProcessLimits,
): Command {
  const [prlimit, toolPath] = [findOnPath('prlimit'), findOnPath(tool)];
  if (process.platform !== 'linux' || !prlimit || !toolPath) return { file: tool, args };
  const limits = [
    // Not the address space: that counts what threads and libraries reserve and never touch.
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
