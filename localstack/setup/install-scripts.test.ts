import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { installCommands } from './npm-packages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'install-scripts-'));
const project = join(folder, 'project');
afterAll(() => rmSync(folder, { recursive: true }));

// If npm started this test, its settings are in the environment.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)),
);
const npm = (cwd: string, ...args: readonly string[]) =>
  execFileSync('npm', [...args, '--offline'], { cwd, env, stdio: 'pipe' });

/** A tarball of a package whose install scripts write a file into the project. */
function pack(name: string): string {
  const source = join(folder, name);
  mkdirSync(source);
  const leaveMark = `node -e "require('fs').writeFileSync('${join(project, `${name}-ran`)}', '')"`;
  const scripts = { preinstall: leaveMark, postinstall: leaveMark };
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version: '1.0.0', scripts }));
  npm(source, 'pack');
  return `file:${join(source, `${name}-1.0.0.tgz`)}`;
}

const dependencies = { node: pack('node'), stranger: pack('stranger') };
const hasRun = (name: string) => existsSync(join(project, `${name}-ran`));

beforeEach(() => {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', dependencies }));
});

describe('the install script of a package that is not allowed', () => {
  it('runs with npm’s defaults', () => {
    npm(project, 'install', '--ignore-scripts=false');
    expect(hasRun('stranger')).toBe(true);
  });

  it('does not run in the set-up, which runs only that of `node`', () => {
    npm(project, 'install', '--package-lock-only', '--ignore-scripts');
    for (const command of installCommands) npm(project, ...command);
    expect(existsSync(join(project, 'node_modules/stranger/package.json'))).toBe(true);
    expect({ node: hasRun('node'), stranger: hasRun('stranger') }).toEqual({
      node: true,
      stranger: false,
    });
  });

  it('does not run when a package is installed in this folder', () => {
    copyFileSync(join(repositoryRoot, '.npmrc'), join(project, '.npmrc'));
    npm(project, 'install');
    expect(hasRun('stranger')).toBe(false);
  });
});
