import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './paths.mjs';
import { runProgram, tailOf } from './run-program.mjs';
import { SetupProblem, setupStep } from './step.mjs';

const folder = join(repositoryRoot, '.venv');
const requirements = join(repositoryRoot, 'localstack', 'requirements.txt');
/** A copy of the installed requirements, written at the end of the installation. */
const stamp = join(folder, 'installed-requirements.txt');

/**
 * Creates `.venv` with MiniStack if it is missing or its requirements have changed.
 * @throws {SetupProblem} without a usable Python, or if packages cannot be installed.
 */
export async function installPythonEnvironment() {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    if (await isUsable()) return;
    console.error('The Python of .venv no longer runs, so .venv is recreated.');
  }
  await setupStep('Python environment with MiniStack', async () => {
    const python = await findPython();
    rmSync(folder, { recursive: true, force: true });
    await must(
      python,
      ['-m', 'venv', folder],
      'On Debian and Ubuntu: apt-get install python3-venv. Then run this again.',
    );
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet'];
    // Wheels only: a source package would run its build script with unpinned build tools.
    const pinned = ['--require-hashes', '--no-deps', '--only-binary', ':all:'];
    await must(
      join(folder, 'bin', 'python'),
      [...pip, ...pinned, '-r', requirements],
      'Check the connection to the Python package index, then run this again.',
    );
    writeFileSync(stamp, wanted);
  });
}

/** False after the Python on which the environment is based was removed or updated. */
async function isUsable() {
  const hasPackages =
    'import sys; from importlib.util import find_spec; sys.exit(not (find_spec("ministack") and find_spec("boto3")))';
  return (await runProgram(join(folder, 'bin', 'python'), ['-c', hasPackages])).succeeded;
}

async function findPython() {
  const isRecent = 'import sys; sys.exit(sys.version_info < (3, 10))';
  for (const python of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    if ((await runProgram(python, ['-c', isRecent])).succeeded) return python;
  }
  throw new SetupProblem(
    'Python 3.10 or newer is missing.',
    'Install it (Debian: apt-get install python3 python3-venv; macOS: brew install python3), then run this again.',
  );
}

async function must(program, args, advice) {
  const { succeeded, output } = await runProgram(program, args);
  if (!succeeded) {
    throw new SetupProblem(`${program} ${args.join(' ')} failed:\n${tailOf(output)}`, advice);
  }
}
