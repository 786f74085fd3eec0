import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const built = new Set(['node_modules', '.next', 'out', 'cdk.out', 'e2e']);

/**
 * The SHA-256 of the paths and contents of all source files in these files and folders, except tests
 * and build output. A build can be skipped while the hash is unchanged.
 */
export async function hashSources(
  root: string,
  sources: readonly string[],
  more: readonly string[] = [],
): Promise<string> {
  const hash = createHash('sha256');
  for (const text of more) hash.update(`${text}\0`);
  const listed = await Promise.all(sources.map((source) => listFiles(join(root, source))));
  for (const path of listed.flat().sort()) {
    hash.update(`${relative(root, path)}\0`);
    hash.update(
      createHash('sha256')
        .update(await readFile(path))
        .digest(),
    );
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [path];
  const kept = entries.filter(({ name }) => !built.has(name) && !isTest(name) && isSource(name));
  return (
    await Promise.all(
      kept.map((entry) =>
        entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)],
      ),
    )
  ).flat();
}

function isTest(name: string): boolean {
  return /\.test\.tsx?$/.test(name);
}

/** Excludes files that build tools write next to the sources. */
function isSource(name: string): boolean {
  return !/^next-env\.d\.ts$|\.tsbuildinfo$|^\.DS_Store$/.test(name);
}
