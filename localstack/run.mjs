import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkNodeVersion } from './setup/node-version.mjs';
import { installNpmPackages } from './setup/npm-packages.mjs';
import { installOpenvino } from './setup/openvino-environment.mjs';
import { onceParentEnds } from './setup/parent.mjs';
import { repositoryRoot } from './setup/paths.mjs';
import { installPythonEnvironment } from './setup/python-environment.mjs';
import { SetupProblem } from './setup/step.mjs';
import { installSystemTools } from './setup/system-tools.mjs';

// Plain JavaScript because it runs on the user's Node before anything is installed.

/** The requirements of each command, and the script to run with the pinned Node. */
const commands = {
  setup: { tools: ['ffmpeg'], python: ['cloud'], openvino: true },
  start: { tools: ['ffmpeg'], python: ['cloud'], openvino: true, script: 'localstack/start.ts' },
  test: {
    tools: ['ffmpeg', 'chromium', 'cjkFonts', 'xmllint'],
    python: ['cloud', 'linters', 'fuzzer'],
    script: 'localstack/test.ts',
  },
  transcribe: { tools: ['ffmpeg'], python: [], script: 'gpu-worker/cli/transcribe.ts' },
  compare: { tools: ['ffmpeg'], python: [], script: 'gpu-worker/cli/compare.ts' },
  'fuzz-api': { tools: [], python: ['cloud', 'fuzzer'], script: 'localstack/fuzz/run.ts' },
  reset: { tools: [], python: [], script: 'localstack/reset.ts' },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command) {
  await runCommand(command);
} else {
  console.error(`Usage: node localstack/run.mjs <${Object.keys(commands).join('|')}>`);
  process.exitCode = 2;
}

async function runCommand({ tools, python, openvino, script }) {
  try {
    checkNodeVersion();
    await installNpmPackages();
    await installSystemTools(tools);
    for (const environment of python) await installPythonEnvironment(environment);
    if (openvino) await installOpenvino();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
    return;
  }
  if (script) handOver(script);
}

/** Runs the script with this process's output, signals and exit code. */
function handOver(script) {
  const binaries = join(repositoryRoot, 'node_modules', '.bin');
  const venv = join(repositoryRoot, '.venv', 'bin');
  const path = [binaries, ...(existsSync(venv) ? [venv] : []), process.env.PATH].join(delimiter);
  const child = spawn(join(binaries, 'node'), [join(repositoryRoot, script), ...args], {
    // The IPC channel closes when this process ends, even by SIGKILL.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  onceParentEnds(() => child.kill('SIGTERM'));
  child.once('error', (error) => {
    console.error(`The project's Node failed to start: ${error.message}. Run npm ci.`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}
