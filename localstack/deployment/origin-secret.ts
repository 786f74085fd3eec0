import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minOriginSecretLength } from '@my-pitch/shared/origin';

/**
 * The secret between the web server and the functions of this state folder, made at the first call. A
 * folder keeps its secret, because another one would need another deployment.
 */
export async function readOriginSecret(stateDir: string): Promise<string> {
  const path = join(stateDir, 'origin-secret');
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept.length >= minOriginSecretLength) return kept;
  const secret = randomBytes(minOriginSecretLength).toString('base64url');
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await writeFile(path, secret, { mode: 0o600 });
  return secret;
}
