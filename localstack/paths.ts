import { join } from 'node:path';

export const repositoryRoot = join(import.meta.dirname, '..');

/** Everything that running on this machine leaves behind, but for what it builds. */
export const localFolder = process.env.MY_PITCH_STATE_DIR ?? join(repositoryRoot, '.local');

/** A program that npm installed. */
export function npmBinary(name: string): string {
  return join(repositoryRoot, 'node_modules', '.bin', name);
}

/** A program in MiniStack's Python environment. */
export function venvBinary(name: string): string {
  return join(repositoryRoot, '.venv', 'bin', name);
}
