import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  identityOf,
  type ProcessIdentity,
  processIdentitySchema,
  vitalityOf,
} from '@my-pitch/shared/node/process-identity';
import { z } from 'zod';
import { localFolder } from './paths.ts';

const recordFile = join(localFolder, 'running.json');
const endWithinMs = 8000;

const recordSchema = z.object({
  start: processIdentitySchema,
  /** Programs that this start has started; each leads a process group. */
  children: z.array(processIdentitySchema),
});
type RunRecord = z.infer<typeof recordSchema>;

/** This start, as the next one will find it. */
export interface RunningMark {
  /** Notes a program that must not outlive this start. */
  noteChild(pid: number): void;
  remove(): void;
}

/**
 * Marks that the product runs from this folder, and ends what an earlier start has left behind when
 * it was killed together with all that watched over it.
 * @throws {Error} when the product runs from this folder.
 */
export async function markRunning(): Promise<RunningMark> {
  await assertNotRunning();
  await mkdir(localFolder, { recursive: true });
  // Not by `mode` above, which says nothing of a folder that is there already.
  await chmod(localFolder, 0o700);
  await endOrphans(readRecord()?.children ?? []);
  const children: ProcessIdentity[] = [];
  const start = identityOf();
  write({ start, children });
  return {
    noteChild(pid) {
      children.push(identityOf(pid));
      write({ start, children: children.filter(isAlive) });
    },
    remove: () => rmSync(recordFile, { force: true }),
  };
}

/** @throws {Error} when the product runs from this folder. */
export async function assertNotRunning(): Promise<void> {
  const record = readRecord();
  if (!record || !isAlive(record.start)) return;
  throw new Error(
    `My Pitch is running from this folder (process ${record.start.pid}).\nStop it first, with Ctrl-C where it runs.`,
  );
}

/** Ends processes that are still those that were noted, with all that they have started. */
async function endOrphans(children: readonly ProcessIdentity[]): Promise<void> {
  const orphans = children.filter(isAlive);
  for (const { pid } of orphans) {
    console.log(`Ending process ${pid}, left behind by an earlier start.`);
    signalGroup(pid, 'SIGTERM');
  }
  const deadline = Date.now() + endWithinMs;
  while (orphans.some(isAlive) && Date.now() < deadline) await sleep(100);
  for (const { pid } of orphans.filter(isAlive)) signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}

function isAlive(identity: ProcessIdentity): boolean {
  return vitalityOf(identity) === 'alive';
}

/** `undefined` where there is none, or none that can be read: then nothing is known to run. */
function readRecord(): RunRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(recordFile, 'utf8')));
  } catch {
    return undefined;
  }
}

function write(record: RunRecord): void {
  const unfinished = `${recordFile}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(record), { mode: 0o600 });
  renameSync(unfinished, recordFile);
}
