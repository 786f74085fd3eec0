import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from './step.mjs';

const pins = JSON.parse(readFileSync(join(import.meta.dirname, 'node-binaries.json'), 'utf8'));

/**
 * Checks what the install script of the npm package `node` has fetched, which the lock file does not
 * cover, before it is run for the first time. A binary that is not the pinned one is deleted.
 * A platform whose hash is not known is let through, with a line that says so.
 * @param {string} folder where that package is
 * @param {Record<string, Record<string, string>>} known integrity, by version and package
 * @throws {SetupProblem} when it is not what is pinned.
 */
export function checkNodeBinary(folder, known = pins) {
  const { version } = readJson(join(folder, 'package.json'));
  // npm's own record of what it fetched, whose hash it has checked.
  const { packages } = readJson(join(folder, 'node_modules', '.package-lock.json'));
  const path = Object.keys(packages).find((name) => /\/node-(bin-)?(linux|darwin)-/.test(name));
  const name = path?.replace('node_modules/', '') ?? 'none';
  const pinned = known[version]?.[name];
  if (path && pinned === packages[path].integrity) return;
  if (path && !pinned && name.includes('darwin')) {
    console.error(`  The hash of ${name}@${version} is not known: it was not checked.`);
    return;
  }
  rmSync(join(folder, 'bin'), { recursive: true, force: true });
  throw new SetupProblem(
    `Node's binary (${name}@${version}) is not the one that localstack/setup/node-binaries.json names.`,
    'If Node has been renewed, write its hash there; otherwise do not use it.',
  );
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
