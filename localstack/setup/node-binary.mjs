import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from './step.mjs';

const pins = JSON.parse(readFileSync(join(import.meta.dirname, 'node-binaries.json'), 'utf8'));

/**
 * Checks the binary downloaded by the install script of the npm package `node`, which the lock file
 * does not cover, before its first use. A binary with another hash is deleted. macOS binaries without a
 * pinned hash are accepted with a message.
 * @param {string} folder the package's folder
 * @param {Record<string, Record<string, string>>} known integrity by version and package
 * @throws {SetupProblem} if the binary is not the pinned one.
 */
export function checkNodeBinary(folder, known = pins) {
  const { version } = readJson(join(folder, 'package.json'));
  // npm's record of the download, whose hash npm has verified.
  const { packages } = readJson(join(folder, 'node_modules', '.package-lock.json'));
  const path = Object.keys(packages).find((name) => /\/node-(bin-)?(linux|darwin)-/.test(name));
  const name = path?.replace('node_modules/', '') ?? 'none';
  const pinned = known[version]?.[name];
  if (path && pinned === packages[path].integrity) return;
  if (path && !pinned && name.includes('darwin')) {
    console.error(`  The hash of ${name}@${version} is not pinned, so the binary was not checked.`);
    return;
  }
  rmSync(join(folder, 'bin'), { recursive: true, force: true });
  throw new SetupProblem(
    `Node's binary (${name}@${version}) is not the one pinned in localstack/setup/node-binaries.json.`,
    'After an update of Node add its hash there; otherwise do not use this binary.',
  );
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
