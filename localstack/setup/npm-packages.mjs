import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areInstalled } from './installed-packages.mjs';
import { repositoryRoot } from './paths.mjs';
import { runProgram, tailOf } from './run-program.mjs';
import { SetupProblem, setupStep } from './step.mjs';

const oldestNpmMajor = 10;

/**
 * Installs the npm packages when they are missing or not those of package-lock.json.
 * @throws {SetupProblem} when npm cannot.
 */
export async function installNpmPackages() {
  if (isUpToDate()) return;
  await setupStep('npm packages, the separation network among them', async () => {
    await checkNpmVersion();
    const { succeeded, output } = await runProgram('npm', ['ci', '--no-audit', '--no-fund'], {
      // npm 10 does not know `allowScripts`: without this it would fetch CUDA libraries of some 300 MB.
      ONNXRUNTIME_NODE_INSTALL: 'skip',
    });
    if (succeeded && isUpToDate()) return;
    throw new SetupProblem(
      `npm ci failed:\n${tailOf(output)}`,
      'Check the connection to the package registry, then run this again.',
    );
  });
}

async function checkNpmVersion() {
  const { succeeded, output } = await runProgram('npm', ['--version']);
  if (succeeded && Number.parseInt(output, 10) >= oldestNpmMajor) return;
  throw new SetupProblem(
    succeeded ? `npm ${output.trim()} is too old: npm 10 or newer is needed.` : 'npm is missing.',
    'Install it with: npm install --global npm@11',
  );
}

function isUpToDate() {
  const record = join(repositoryRoot, 'node_modules', '.package-lock.json');
  const pinnedNode = join(repositoryRoot, 'node_modules', '.bin', 'node');
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  return areInstalled(readJson(join(repositoryRoot, 'package-lock.json')), readJson(record));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
