import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const programs = ['podman', 'runc', 'mmdebstrap'] as const;

/** Chooses runc: crun, Podman's default, refuses machines that mount both versions of cgroups. */
export const podmanOptions = ['--runtime', 'runc'] as const;

/** Options of `podman build` and `podman run`. */
export const processOptions: readonly string[] = [
  // The local stack listens on the loopback interface of this machine.
  ...['--network', 'host'],
  // Podman's default limits are higher than a process without CAP_SYS_RESOURCE may set.
  ...['--ulimit', 'nofile=1024:4096', '--ulimit', 'nproc=4096:4096'],
];

export interface NoContainers {
  readonly reason: string;
  /** Whether an installation would help. */
  readonly isMissingProgram: boolean;
}

/** Why no container can run here; `undefined` if one can. */
export function whyNoContainers(): NoContainers | undefined {
  const impossible = (reason: string) => ({ reason, isMissingProgram: false });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return impossible('it needs Linux on x64');
  }
  if (process.getuid?.() !== 0) return impossible('it needs root');
  const missing = programs.filter((name) => spawnSync(name, ['--version']).error);
  if (missing.length > 0)
    return { reason: `it needs ${missing.join(', ')}`, isMissingProgram: true };
  // This machine's own files, under an overlay, as the image of a container.
  const options = [...podmanOptions, 'run', '--rm', ...processOptions];
  const { status, stderr } = spawnSync('podman', [...options, '--rootfs', '/:O', 'true']);
  if (status === 0) return undefined;
  return impossible(`this machine runs no containers: ${stderr.toString().trim()}`);
}

/**
 * Runs Podman and returns its standard output.
 * @throws {Error} with the end of its output if it fails.
 */
export async function runPodman(args: readonly string[]): Promise<string> {
  return runForOutput('podman', [...podmanOptions, ...args]);
}

/**
 * Runs a program and returns its standard output, trimmed.
 * @throws {Error} with the end of its output if it fails.
 */
export async function runForOutput(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  } catch (cause) {
    const output = outputOf(cause).trimEnd().split('\n').slice(-25).join('\n');
    throw new Error(`${program} ${args.join(' ')} failed:\n${output}`, { cause });
  }
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
  return [stdout, stderr].filter(Boolean).join('\n') || error.message;
}
