import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findMinio } from '../object-store/find-minio.ts';

const buildsWithinMs = 30 * 60_000;

/**
 * The MinIO server of the tests; `undefined`, with a message, where there is none. Linux only, like the
 * tests of `npm start`. Where `.ci/run` could not build it, the message has the end of the build's log.
 */
export async function minioForTests(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  if (process.env.MINIO_BUILD) await waitForBuild(process.env.MINIO_BUILD);
  const binary = await findMinio(process.env);
  if (binary === undefined) {
    console.log('Skipping the tests with MinIO: localstack/setup/build-minio.sh builds a server.');
  }
  return binary;
}

/** @param folder of the build that `.ci/run` has started: its log, and its status once it has ended. */
async function waitForBuild(folder: string): Promise<void> {
  const status = join(folder, 'status');
  const deadline = Date.now() + buildsWithinMs;
  while (!existsSync(status) && Date.now() < deadline) await sleep(500);
  const result = await readFile(status, 'utf8').catch(() => 'it did not end');
  if (result.trim() === '0') return;
  const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
  console.error(`MinIO could not be built: ${result.trim()}\n${log.slice(-2000)}`);
}
