import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  processIdentitySchema,
  type Vitality,
  vitalityOf,
} from '@my-pitch/shared/node/process-identity';
import { isInstanceName, lockFile } from './instance-folder.ts';

export interface FoundInstance {
  readonly path: string;
  /** `unlocked`: without a readable lock, because the folder is new or was made by an old version. */
  readonly vitality: Vitality | 'unlocked';
  /** When its lock last changed; without a lock, when the folder did. */
  readonly changedMs: number;
}

/** Lists the instance folders of this user under a parent. */
export async function listInstances(parent: string): Promise<readonly FoundInstance[]> {
  const names = await readdir(parent).catch(() => []);
  const found = await Promise.all(
    names.filter(isInstanceName).map((name) => inspect(join(parent, name))),
  );
  return found.filter((instance) => instance !== undefined);
}

async function inspect(path: string): Promise<FoundInstance | undefined> {
  // A link is no instance. Following it could lead to any folder.
  const folder = await lstat(path).catch(() => undefined);
  if (!folder?.isDirectory() || folder.uid !== (process.getuid?.() ?? folder.uid)) return undefined;
  const lock = await readLock(path);
  return lock
    ? { path, vitality: vitalityOf(lock.identity), changedMs: lock.changedMs }
    : { path, vitality: 'unlocked', changedMs: folder.mtimeMs };
}

async function readLock(path: string) {
  try {
    const file = join(path, lockFile);
    const identity = processIdentitySchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { identity, changedMs: (await lstat(file)).mtimeMs };
  } catch {
    return undefined;
  }
}
