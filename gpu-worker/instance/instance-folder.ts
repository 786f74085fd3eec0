import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '@my-pitch/shared/node/process-identity';

export const lockFile = 'lock.json';
const prefixes = { worker: 'my-pitch-worker-', song: 'my-pitch-song-' } as const;

/** A folder that belongs to this process alone. */
export interface InstanceFolder {
  readonly path: string;
  /** Removes it with all that is in it; never throws. */
  remove(): void;
}

/** Where instances make their folders: the given work folder, or the system's temporary folder. */
export function instancesParent(workDir: string | undefined): string {
  return workDir ?? tmpdir();
}

/**
 * Makes a folder of mode 0700 for this process: for a worker, or for one song on the command line.
 * A lock in it names the process, so that others can tell what a dead one left behind.
 * @throws {Error} of the file system.
 */
export function makeInstanceFolder(parent: string, kind: keyof typeof prefixes): InstanceFolder {
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, prefixes[kind]));
  // Whole or not at all: a lock that cannot be read would not protect the folder for long.
  writeFileSync(join(path, `${lockFile}.new`), JSON.stringify(identityOf()));
  renameSync(join(path, `${lockFile}.new`), join(path, lockFile));
  return {
    path,
    remove() {
      try {
        rmSync(path, { recursive: true, force: true, maxRetries: 2 });
      } catch {
        // A program that is just being stopped may still write; the next sweep takes the rest.
      }
    },
  };
}

/** Whether a folder's name is one that a worker or the command line gives, or gave in older versions. */
export function isInstanceName(name: string): boolean {
  return /^my-pitch-(worker-|song-|job-)?[A-Za-z0-9]{6}$/.test(name);
}
