import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localFolder } from './paths.ts';

const pidFile = join(localFolder, 'running.pid');

/** Marks that the product runs from this folder, until the function it gives back is called. */
export async function markRunning(): Promise<() => Promise<void>> {
  await assertNotRunning();
  await mkdir(localFolder, { recursive: true });
  await writeFile(pidFile, `${process.pid}\n`);
  return () => rm(pidFile, { force: true });
}

/** @throws {Error} when the product runs from this folder. */
export async function assertNotRunning(): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
  if (pid > 0 && isAlive(pid)) {
    throw new Error(
      `My Pitch is running from this folder (process ${pid}).\nStop it first, with Ctrl-C where it runs.`,
    );
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
