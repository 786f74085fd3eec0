import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '@my-pitch/shared/node/process-identity';

export const lockFile = 'lock.json';
const prefixes = { worker: 'my-pitch-worker-', song: 'my-pitch-song-' } as const;

/** A folder that only this process uses. */
export interface InstanceFolder {
  readonly path: string;
  /** Removes the folder with its contents. Never throws. */
  remove(): void;
}

/** The parent of all instance folders: the given work folder, or the system's temporary folder. */
export function instancesParent(workDir: string | undefined): string {
  return workDir ?? tmpdir();
}

/**
 * Makes a folder with mode 0700 for this process: for a worker, or for one song on the command line.
 * Its lock file identifies the process, so that a later process can remove the folders of dead ones.
 * @throws {Error} of the file system.
 */
export function makeInstanceFolder(parent: string, kind: keyof typeof prefixes): InstanceFolder {
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, prefixes[kind]));
  // Renamed into place: other processes would ignore a half-written lock.
  writeFileSync(join(path, `${lockFile}.new`), JSON.stringify(identityOf()));
  renameSync(join(path, `${lockFile}.new`), join(path, lockFile));
  return {
    path,
    remove() {
      try {
        rmSync(path, { recursive: true, force: true, maxRetries: 2 });
      } catch {
        // A program that is being stopped may still write. The next sweep removes the remainder.
      }
    },
  };
}

/** Whether a folder has the name of an instance folder, of this or an older version. */
export function isInstanceName(name: string): boolean {
  return /^my-pitch-(worker-|song-|job-)?[A-Za-z0-9]{6}$/.test(name);
}
