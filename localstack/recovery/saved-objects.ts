import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The stored objects of a state folder: file path by object key. */
export async function findSavedObjects(stateDir: string): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  // MiniStack's layout: account, bucket, key.
  for await (const path of glob('s3/*/*/{uploads,results}/*/*', { cwd: stateDir })) {
    if (path.endsWith('.meta.json') || path.endsWith('.tmp')) continue;
    const key = path.split('/').slice(3).join('/');
    const isEmpty = (await stat(join(stateDir, path))).size === 0;
    if (!isEmpty) paths.set(key, join(stateDir, path));
  }
  return paths;
}
