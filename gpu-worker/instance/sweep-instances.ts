import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type InstanceFolder, lockFile } from './instance-folder.ts';
import { type FoundInstance, listInstances } from './list-instances.ts';

const hourMs = 3_600_000;
/** Live instances touch their lock every hour, also on another machine that shares the folder. */
const abandonedAfterMs = 24 * hourMs;

/**
 * Removes the folders of this user's dead workers and songs under a parent: at once if the process is
 * known to be dead, after a day if this machine cannot find out.
 * @returns the removed paths.
 */
export async function sweepInstances(
  parent: string,
  nowMs: number = Date.now(),
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const instance of await listInstances(parent)) {
    if (!isAbandoned(instance, nowMs)) continue;
    // The next sweep retries a folder that cannot be removed now.
    await rm(instance.path, { recursive: true, force: true }).then(
      () => removed.push(instance.path),
      () => undefined,
    );
  }
  return removed;
}

function isAbandoned({ vitality, changedMs }: FoundInstance, nowMs: number): boolean {
  if (vitality === 'dead') return true;
  return vitality !== 'alive' && nowMs - changedMs > abandonedAfterMs;
}

/** Sweeps now and every hour, and touches this instance's lock. `stop` ends it. */
export function sweepRegularly(parent: string, own: InstanceFolder, log: Logger): { stop(): void } {
  const sweep = async (): Promise<void> => {
    const now = new Date();
    await utimes(join(own.path, lockFile), now, now);
    const removed = await sweepInstances(parent, now.getTime());
    if (removed.length > 0) log.info({ removed }, 'folders of dead workers removed');
  };
  const safely = (): void => {
    sweep().catch((error: unknown) => log.warn({ err: error }, 'sweeping failed'));
  };
  safely();
  const timer = setInterval(safely, hourMs).unref();
  return { stop: () => clearInterval(timer) };
}
