import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashSources } from '../deployment/source-hash.ts';
import { repositoryRoot } from '../paths.ts';
import { runProgram } from '../processes/run-program.ts';

/** Folder of the built pages. */
export const webOutFolder = join(repositoryRoot, 'web', 'out');

const stamp = join(repositoryRoot, 'web', '.next', 'built-sources.sha256');
const sources = ['web', 'shared', 'package-lock.json'];

/**
 * Builds the pages unless they are up to date.
 * @throws {Error} with the end of the build's output if it fails.
 */
export async function buildWeb(): Promise<void> {
  const hash = await hashSources(repositoryRoot, sources);
  const isBuilt = existsSync(join(webOutFolder, 'index.html'));
  if (isBuilt && hash === (await readFile(stamp, 'utf8').catch(() => undefined))) return;
  await runProgram('npm', ['run', 'build', '--workspace', '@my-pitch/web'], {
    ...process.env,
    NODE_ENV: 'production',
  });
  // The build may change its sources (next-env.d.ts), so they are hashed again.
  await writeFile(stamp, await hashSources(repositoryRoot, sources));
}
