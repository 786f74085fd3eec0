import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { npmProblems } from './npm-rules.ts';

const readJson = (path: string) => JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8'));
const manifest = { workspaces: ['web'], allowScripts: { node: true, esbuild: false } };
const locked = (packages: Readonly<Record<string, object>>) => ({ packages });
const integrity = 'sha512-abc';

describe('npm packages', () => {
  it('of this project come from the registry with hashes, without unlisted install scripts', () => {
    expect(npmProblems(readJson('package.json'), readJson('package-lock.json'))).toEqual([]);
  });

  it('are valid with a hash, in a bundle or as a workspace', () => {
    const lock = locked({
      '': {},
      web: {},
      'node_modules/@my-pitch/web': { resolved: 'web', link: true },
      'node_modules/a': { integrity },
      'node_modules/a/node_modules/b': { inBundle: true },
      'node_modules/esbuild': { integrity, hasInstallScript: true },
    });
    expect(npmProblems(manifest, lock)).toEqual([]);
  });

  it.each([
    ['without a hash', {}],
    ['with a weak hash', { integrity: 'sha1-abc' }],
    ['from another host', { integrity, resolved: 'https://example.com/a.tgz' }],
    ['from git', { integrity, resolved: 'git+ssh://git@example.com/a.git#1' }],
    ['from a folder', { resolved: '../a', link: true }],
    ['with an unlisted install script', { integrity, hasInstallScript: true }],
  ])('are invalid %s', (_, entry) => {
    expect(npmProblems(manifest, locked({ 'node_modules/a': entry }))).toHaveLength(1);
  });

  it('are invalid if the install script of another package than `node` is allowed', () => {
    const allowing = { ...manifest, allowScripts: { node: true, esbuild: true } };
    expect(npmProblems(allowing, locked({}))).toHaveLength(1);
  });
});
