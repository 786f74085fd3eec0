import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../paths.ts';

/** Mounts, network and processes of its own; all of the processes end when `unshare` does. */
const unshare = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

export interface OfflineRun {
  readonly exitCode: number | null;
  /** What was written to stdout and stderr. */
  readonly output: string;
  /** Each name that was looked up, once. */
  readonly askedNames: readonly string[];
  /** The files that were left in the home folder and in the temporary folder, relative to each. */
  readonly leftFiles: readonly string[];
}

/** Why programs cannot be cut off from the network here; `undefined` where they can. */
export function whyNotOffline(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  try {
    execFileSync('unshare', [...unshare, 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'needs root, unshare and ip';
  }
}

/**
 * Runs a program in the project's folder, in a network that is nothing but a loopback and a name
 * server that knows no name, with an empty home and temporary folder, and an environment without
 * anything that could switch a program's telemetry off.
 */
export async function runOffline(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<OfflineRun> {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-offline-'));
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
  mkdirSync(home);
  mkdirSync(temporary);
  const inside = [process.execPath, join(import.meta.dirname, 'inside.ts'), folder, ...command];
  const child = spawn('unshare', [...unshare, ...inside], {
    cwd: repositoryRoot,
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => output.push(chunk));
    }
    const [exitCode] = await once(child, 'close');
    return {
      exitCode,
      output: Buffer.concat(output).toString(),
      askedNames: readAskedNames(join(folder, 'asked.json')),
      leftFiles: [home, temporary].flatMap(filesIn).sort(),
    };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Empty when the program was stopped before its end: its exit code says so. */
function readAskedNames(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const asked = z.array(z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  return [...new Set(asked)].sort();
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** The caches of our models, of CDK, npm and Node, and what a worker says that it lives with. */
const known =
  /^(\.cache\/my-pitch|\.cdk\/cache|\.npm|node-compile-cache)\/|^my-pitch-worker-alive$/;

/** The files that nothing is known to leave: those of telemetry look no name up until they are sent. */
export function foreignFiles({ leftFiles }: OfflineRun): readonly string[] {
  return leftFiles.filter((path) => !known.test(path));
}
