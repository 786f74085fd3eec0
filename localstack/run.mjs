import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkNodeVersion } from './setup/node-version.mjs';
import { installNpmPackages } from './setup/npm-packages.mjs';
import { onceParentEnds } from './setup/parent.mjs';
import { repositoryRoot } from './setup/paths.mjs';
import { installPythonEnvironment } from './setup/python-environment.mjs';
import { SetupProblem } from './setup/step.mjs';
import { installSystemTools } from './setup/system-tools.mjs';

// Plain JavaScript, for it runs on whatever Node is there before anything is installed.

/** What each command needs, and the script it hands over to on the Node that the project pins. */
const commands = {
  setup: { tools: ['ffmpeg'], python: true },
  start: { tools: ['ffmpeg'], python: true, script: 'localstack/start.ts' },
  test: {
    tools: ['ffmpeg', 'chromium', 'cjkFonts', 'xmllint'],
    python: true,
    script: 'localstack/test.ts',
  },
  transcribe: { tools: ['ffmpeg'], python: false, script: 'gpu-worker/cli/transcribe.ts' },
  reset: { tools: [], python: false, script: 'localstack/reset.ts' },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command) {
  await runCommand(command);
} else {
  console.error(`Usage: node localstack/run.mjs <${Object.keys(commands).join('|')}>`);
  process.exitCode = 2;
}

async function runCommand({ tools, python, script }) {
  try {
    checkNodeVersion();
    await installNpmPackages();
    await installSystemTools(tools);
    if (python) await installPythonEnvironment();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
    return;
  }
  if (script) handOver(script);
}

/** Runs the script in this process's place: its output, its signals, its exit code. */
function handOver(script) {
  const binaries = join(repositoryRoot, 'node_modules', '.bin');
  const venv = join(repositoryRoot, '.venv', 'bin');
  const path = [binaries, ...(existsSync(venv) ? [venv] : []), process.env.PATH].join(delimiter);
  const child = spawn(join(binaries, 'node'), [join(repositoryRoot, script), ...args], {
    // The channel tells the script when this process is gone, even if it was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  onceParentEnds(() => child.kill('SIGTERM'));
  child.once('error', (error) => {
    console.error(`Node of this project does not start: ${error.message}. Run npm ci.`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}
