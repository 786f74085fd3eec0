import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Another checkout of the product may be of an older version, and at work. */
const unusedDays = 7;

/** A file's time of change says when it was last used. */
export async function markUsed(path: string): Promise<void> {
  const now = new Date();
  // Whoever may only read the cache cannot keep a file in it, and loses two seconds at worst.
  await utimes(path, now, now).catch(() => undefined);
}

/**
 * Removes what rewritings of other versions made of a source, and what was left half-written, unless
 * it was used in the last week. A process that has such a file open keeps it until it closes it.
 * @returns the names of the files that are gone.
 */
export async function removeOutdated(
  cacheDir: string,
  sourceSha256: string,
  currentVersion: number,
): Promise<readonly string[]> {
  const oldest = Date.now() - unusedDays * 24 * 3600 * 1000;
  const removed: string[] = [];
  for (const name of await readdir(cacheDir)) {
    const path = join(cacheDir, name);
    if (!isOutdated(name, sourceSha256, currentVersion)) continue;
    try {
      if ((await stat(path)).mtimeMs > oldest) continue;
      await rm(path);
      removed.push(name);
    } catch {
      // Another process removed it first, or, on Windows, has it open: it goes next time.
    }
  }
  return removed;
}

/** Names are `source.kind-version.onnx`, with something unique and `.partial` while they are written. */
function isOutdated(name: string, sourceSha256: string, currentVersion: number): boolean {
  const rewritten = /^([0-9a-f]{64})\.[\w-]+-(\d+)\.onnx(\.[\w-]+\.partial)?$/.exec(name);
  if (rewritten?.[1] !== sourceSha256) return false;
  return Number(rewritten[2]) !== currentVersion || rewritten[3] !== undefined;
}
