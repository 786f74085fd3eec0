import { join } from 'node:path';

export const repositoryRoot = join(import.meta.dirname, '..');

/** All local state except for build output. */
export const localFolder = process.env.MY_PITCH_STATE_DIR ?? join(repositoryRoot, '.local');

/** Path of a program in node_modules. */
export function npmBinary(name: string): string {
  return join(repositoryRoot, 'node_modules', '.bin', name);
}

/** Path of a program in MiniStack's Python environment. */
export function venvBinary(name: string): string {
  return join(repositoryRoot, '.venv', 'bin', name);
}

/** Path of a program in the Python environment of the API's fuzzer. */
export function fuzzerBinary(name: string): string {
  return join(repositoryRoot, '.venv-fuzz', 'bin', name);
}

/** Path of a program in the Python environment of the linters. */
export function linterBinary(name: string): string {
  return join(repositoryRoot, '.venv-lint', 'bin', name);
}
