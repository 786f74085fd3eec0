import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listInstances } from '../instance/list-instances.ts';

const staleAfterMs = 2 * 60_000;
/** Constant, so that a heartbeat can be written on a disk that has become full. */
const recordBytes = 512;

const healthReportSchema = z.object({
  /** Why the worker takes no songs; absent while it is healthy. */
  unhealthyReason: z.string().optional(),
});
export type HealthReport = z.infer<typeof healthReportSchema>;

/** The heartbeat file of the worker with this instance folder. Its age and content show the worker's health. */
export function heartbeatFile(instanceFolder: string): string {
  return join(instanceFolder, 'alive');
}

/** Writes a heartbeat: after each poll of the queue, with each heartbeat of a job, and during pauses. */
export async function writeHeartbeat(
  file: string,
  { unhealthyReason }: HealthReport,
): Promise<void> {
  const record = Buffer.alloc(recordBytes, ' ');
  // In JSON a control character would take six bytes.
  const reason = unhealthyReason?.replaceAll(/\p{Cc}+/gu, ' ').slice(0, recordBytes / 4);
  record.write(JSON.stringify({ unhealthyReason: reason }));
  // Overwritten in place, so that a reader sees either the old or the new record.
  const handle = await open(file, 'r+').catch(() => open(file, 'w', 0o600));
  try {
    await handle.write(record, 0, recordBytes, 0);
  } finally {
    await handle.close();
  }
}

/**
 * Checks the workers under a parent folder.
 * @returns the first problem; `undefined` when at least one worker lives and all are healthy.
 */
export async function findUnhealthyReason(
  parent: string,
  nowMs: number,
): Promise<string | undefined> {
  const instances = await listInstances(parent);
  const living = instances.filter(({ vitality }) => vitality === 'alive');
  const found = await Promise.all(
    living.map(({ path }) => checkWorker(heartbeatFile(path), nowMs)),
  );
  const workers = found.filter((reason) => reason !== 'no worker');
  if (workers.length === 0) return `No worker lives in ${parent}`;
  return workers.find((reason) => reason !== undefined);
}

async function checkWorker(file: string, nowMs: number): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  // The folder belongs to a song on the command line, or to a worker that is starting.
  if (!found) return 'no worker';
  const silentMs = nowMs - found.mtimeMs;
  if (silentMs >= staleAfterMs) return `Silent for ${Math.round(silentMs / 1000)} s`;
  return (await readReport(file)).unhealthyReason;
}

async function readReport(file: string): Promise<HealthReport> {
  try {
    return healthReportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    return { unhealthyReason: `Its heartbeat file is not readable: ${error}` };
  }
}
