import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../paths.ts';

/** New mount, network and pid namespaces; all processes end with `unshare`. */
const unshare = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

export interface OfflineRun {
  readonly exitCode: number | null;
  /** Combined stdout and stderr. */
  readonly output: string;
  /** The host names that were looked up, without duplicates. */
  readonly askedNames: readonly string[];
  /** Files left in the home and temporary folders, as relative paths. */
  readonly leftFiles: readonly string[];
}

/** Why network isolation is unavailable here; `undefined` if it is available. */
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
 * Runs a program in the repository root in an isolated network: a loopback interface and a name server
 * that resolves nothing. Home and temporary folder are empty, and the environment has no variables
 * that could disable telemetry.
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

/** Empty if the program was stopped early, which its exit code shows. */
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

/** Known files: model caches, caches of CDK, npm and Node, and worker liveness files. */
const known =
  /^(\.cache\/my-pitch|\.cdk\/cache|\.npm|node-compile-cache)\/|^my-pitch-worker-alive$/;

/** Unknown files, such as telemetry that is stored before it is sent. */
export function foreignFiles({ leftFiles }: OfflineRun): readonly string[] {
  return leftFiles.filter((path) => !known.test(path));
}
