import { spawn } from 'node:child_process';
import { repositoryRoot } from './paths.mjs';

/**
 * Runs a program in the repository root without stdin.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} variables in addition to this process's environment
 * @returns {Promise<{ succeeded: boolean, output: string }>} `output` combines stdout and stderr; a missing program counts as failed.
 */
export function runProgram(program, args, variables = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...variables },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ succeeded: false, output: error.message }));
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

/** The last lines of a program's output. */
export function tailOf(output, lines = 12) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
