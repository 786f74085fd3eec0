import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the recordings with ground truth lie; they are not part of the project. */
const testDataFolder = resolve(import.meta.dirname, '../../../shared/testdata');

/**
 * The path of a file or folder among the test recordings.
 * @throws {Error} that says where it is looked for.
 */
export function testDataPath(...parts: string[]): string {
  const path = join(testDataFolder, ...parts);
  if (!existsSync(path))
    throw new Error(`This benchmark measures with ${path}, which is not there`);
  return path;
}
