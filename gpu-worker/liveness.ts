import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const staleAfterMs = 2 * 60_000;

/** The file whose age tells whether the worker in this folder lives. */
export function aliveFile(workDir: string = tmpdir()): string {
  return join(workDir, 'my-pitch-worker-alive');
}

/** Leaves a sign of life: with every answer of the queue and every heartbeat of a job. */
export async function signalAlive(file: string): Promise<void> {
  await writeFile(file, '');
}

/** Whether there was a sign of life within the last two minutes. */
export async function isAlive(file: string, nowMs: number): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && nowMs - found.mtimeMs < staleAfterMs;
}
