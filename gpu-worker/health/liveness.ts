import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listInstances } from '../instance/list-instances.ts';

const staleAfterMs = 2 * 60_000;
/** Always as long, so that a sign of life can be left on a disk that has become full. */
const recordBytes = 512;

const conditionSchema = z.object({
  /** Why the worker takes no songs; absent while it is well. */
  sickness: z.string().optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

/** The file whose age and content tell how the worker of this instance folder is. */
export function aliveFile(instanceFolder: string): string {
  return join(instanceFolder, 'alive');
}

/** Leaves a sign of life: with every answer of the queue, every heartbeat of a job, and while resting. */
export async function signalAlive(file: string, { sickness }: Condition): Promise<void> {
  const record = Buffer.alloc(recordBytes, ' ');
  // Control characters would take six bytes each.
  const words = sickness?.replaceAll(/\p{Cc}+/gu, ' ').slice(0, recordBytes / 4);
  record.write(JSON.stringify({ sickness: words }));
  // Not emptied first: whoever reads it meanwhile finds one record or the other.
  const handle = await open(file, 'r+').catch(() => open(file, 'w', 0o600));
  try {
    await handle.write(record, 0, recordBytes, 0);
  } finally {
    await handle.close();
  }
}

/** Why the workers under this parent are not well; `undefined` when there are some, and all are. */
export async function complaintAbout(parent: string, nowMs: number): Promise<string | undefined> {
  const instances = await listInstances(parent);
  const living = instances.filter(({ vitality }) => vitality === 'alive');
  const found = await Promise.all(living.map(({ path }) => complaintOf(aliveFile(path), nowMs)));
  const workers = found.filter((complaint) => complaint !== 'no worker');
  if (workers.length === 0) return `No worker lives in ${parent}`;
  return workers.find((complaint) => complaint !== undefined);
}

async function complaintOf(file: string, nowMs: number): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  // The folder of a song on the command line, or of a worker that is just starting.
  if (!found) return 'no worker';
  const silentMs = nowMs - found.mtimeMs;
  if (silentMs >= staleAfterMs) return `Silent for ${Math.round(silentMs / 1000)} s`;
  return (await readCondition(file)).sickness;
}

async function readCondition(file: string): Promise<Condition> {
  try {
    return conditionSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    return { sickness: `Its sign of life cannot be read: ${error}` };
  }
}
