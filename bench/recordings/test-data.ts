import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The recordings with ground truth, which are not part of the repository. */
const testDataFolder = resolve(import.meta.dirname, '../../../shared/testdata');

/**
 * The path of a file or folder among the test recordings.
 * @throws {Error} with the expected path if it is missing.
 */
export function testDataPath(...parts: string[]): string {
  const path = join(testDataFolder, ...parts);
  if (!existsSync(path)) throw new Error(`This benchmark needs ${path}, which is missing`);
  return path;
}
