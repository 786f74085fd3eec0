import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type InstanceFolder, lockFile } from './instance-folder.ts';
import { type FoundInstance, listInstances } from './list-instances.ts';

const hourMs = 3_600_000;
/** Instances about which nothing else is known keep their lock younger than this, by far. */
const abandonedAfterMs = 24 * hourMs;

/**
 * Removes the folders that this user's dead workers and songs left under a parent: those whose
 * process is known to be dead at once, those about which this machine cannot tell after a day.
 * @returns the paths that are gone.
 */
export async function sweepInstances(
  parent: string,
  nowMs: number = Date.now(),
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const instance of await listInstances(parent)) {
    if (!isAbandoned(instance, nowMs)) continue;
    // What cannot be removed now is tried again by the next sweep.
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

/** Sweeps now and every hour, and keeps the own folder's lock young; `stop` ends it. */
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
