import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './paths.mjs';
import { runProgram, tailOf } from './run-program.mjs';
import { SetupProblem, setupStep } from './step.mjs';

/**
 * The Python environments. `installer` are the requirements of `uv`, for an environment of so many
 * packages that pip would need a minute of computing.
 */
const environments = {
  cloud: {
    title: 'Python environment with MiniStack',
    folder: '.venv',
    requirements: 'requirements.txt',
    modules: ['ministack', 'boto3'],
  },
  linters: {
    title: 'linters of templates and workflows',
    folder: '.venv-lint',
    requirements: 'lint-requirements.txt',
    installer: 'installer-requirements.txt',
    modules: ['cfnlint', 'checkov'],
  },
  fuzzer: {
    title: 'fuzzer of the HTTP API',
    folder: '.venv-fuzz',
    requirements: 'fuzz-requirements.txt',
    modules: ['schemathesis'],
  },
  openvino: {
    title: 'OpenVINO, a faster engine for the separation',
    folder: '.venv-openvino',
    requirements: 'openvino-requirements.txt',
    modules: ['openvino'],
  },
};

const indexAdvice = 'Check the connection to the Python package index, then run this again.';

/**
 * Creates a Python environment if it is missing or its requirements have changed.
 * @param {keyof typeof environments} name
 * @throws {SetupProblem} without a usable Python, or if packages cannot be installed.
 */
export async function installPythonEnvironment(name) {
  const { title, requirements, installer, modules } = environments[name];
  const folder = join(repositoryRoot, environments[name].folder);
  // A copy of the installed requirements, written at the end of the installation.
  const stamp = join(folder, 'installed-requirements.txt');
  const wanted = readFileSync(pathOf(requirements), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    if (await isUsable(folder, modules)) return;
    console.error(`The Python of ${environments[name].folder} no longer runs; it is recreated.`);
  }
  await setupStep(title, async () => {
    const python = await findPython();
    rmSync(folder, { recursive: true, force: true });
    await must(
      python,
      ['-m', 'venv', folder],
      'On Debian and Ubuntu: apt-get install python3-venv. Then run this again.',
    );
    await installWithPip(folder, installer ?? requirements);
    if (installer) await installWithUv(folder, requirements);
    writeFileSync(stamp, wanted);
  });
}

function pathOf(requirements) {
  return join(repositoryRoot, 'localstack', requirements);
}

async function installWithPip(folder, requirements) {
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet'];
  // Wheels only: a source package would run its build script with unpinned build tools.
  const pinned = ['--require-hashes', '--no-deps', '--only-binary', ':all:'];
  const args = [...pip, ...pinned, '-r', pathOf(requirements)];
  await must(join(folder, 'bin', 'python'), args, indexAdvice);
}

async function installWithUv(folder, requirements) {
  const into = ['pip', 'install', '--quiet', '--python', join(folder, 'bin', 'python')];
  // As above, in the words of uv.
  const pinned = ['--require-hashes', '--no-deps', '--no-build'];
  const args = [...into, ...pinned, '-r', pathOf(requirements)];
  await must(join(folder, 'bin', 'uv'), args, indexAdvice);
}

/** False after the Python on which the environment is based was removed or updated. */
async function isUsable(folder, modules) {
  const hasModules = `import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, ${JSON.stringify(modules)})))`;
  return (await runProgram(join(folder, 'bin', 'python'), ['-c', hasModules])).succeeded;
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
