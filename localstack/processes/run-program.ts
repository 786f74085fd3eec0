import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { repositoryRoot } from '../paths.ts';

const shownLines = 25;

/**
 * Runs a program in the repository root without stdin and waits for it.
 * @throws {Error} with the end of its output if it fails.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.once('error', reject);
  child.once('close', (code, signal) => {
    if (code === 0) return resolve();
    const end = output.trimEnd().split('\n').slice(-shownLines).join('\n');
    const title = [basename(program), args[0]].join(' ');
    reject(new Error(`${title} failed (${signal ?? `exit code ${code}`}):\n${end}`));
  });
  return promise;
}
