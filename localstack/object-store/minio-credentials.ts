import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const credentialsSchema = z.object({
  accessKeyId: z.string().min(3),
  secretAccessKey: z.string().min(8),
  /** Authenticates MinIO's notifications. */
  webhookToken: z.string().min(32),
});
export type MinioCredentials = z.infer<typeof credentialsSchema>;

/**
 * The credentials of the MinIO server with this folder; random ones at its first start. They stay the same
 * because the deployed functions have them. Only the owner of the folder can read them.
 */
export async function readMinioCredentials(folder: string): Promise<MinioCredentials> {
  const path = join(folder, 'credentials.json');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    const credentials = {
      accessKeyId: `my-pitch-${randomBytes(6).toString('hex')}`,
      secretAccessKey: randomBytes(30).toString('base64url'),
      webhookToken: randomBytes(30).toString('base64url'),
    };
    await writeFile(path, JSON.stringify(credentials), { mode: 0o600 });
    return credentials;
  }
}
