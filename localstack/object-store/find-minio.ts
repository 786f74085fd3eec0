import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The folder in which `localstack/setup/build-minio.sh` builds MinIO unless it is told another one. */
const minioCacheFolder = join(homedir(), '.cache', 'my-pitch', 'minio');

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The path of a MinIO server: `MINIO_BINARY`, else the first on PATH, else the one that was built.
 * @returns `undefined` if there is none.
 * @throws {Error} if MINIO_BINARY names no program.
 */
export async function findMinio(
  env: Env,
  cacheFolder = minioCacheFolder,
): Promise<string | undefined> {
  const { MINIO_BINARY: chosen, PATH = '' } = env;
  if (chosen) {
    if (await isProgram(chosen)) return chosen;
    throw new Error(`MINIO_BINARY names no program: ${chosen}`);
  }
  for (const folder of [...PATH.split(delimiter).filter(Boolean), cacheFolder]) {
    const path = join(folder, 'minio');
    if (await isProgram(path)) return path;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return (
    existsSync(path) &&
    access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
  );
}
