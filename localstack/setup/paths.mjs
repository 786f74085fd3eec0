import { join } from 'node:path';

/** The folder that holds the whole project. */
export const repositoryRoot = join(import.meta.dirname, '..', '..');
