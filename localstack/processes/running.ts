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
import { localFolder } from '../paths.ts';

const recordFile = join(localFolder, 'running.json');
const endWithinMs = 8000;

const recordSchema = z.object({
  start: processIdentitySchema,
  /** The child programs of this start; each leads a process group. */
  children: z.array(processIdentitySchema),
});
type RunRecord = z.infer<typeof recordSchema>;

/** The record of this start, read by the next one. */
export interface RunningMark {
  /** Records a program that must not outlive this start. */
  noteChild(pid: number): void;
  remove(): void;
}

/**
 * Records that the product runs from this folder, and ends the processes of an earlier start that was
 * killed together with its orphan reaper.
 * @throws {Error} if the product is already running from this folder.
 */
export async function markRunning(): Promise<RunningMark> {
  await assertNotRunning();
  await mkdir(localFolder, { recursive: true });
  // `mkdir` does not change the mode of an existing folder.
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

/** @throws {Error} if the product is running from this folder. */
export async function assertNotRunning(): Promise<void> {
  const record = readRecord();
  if (!record || !isAlive(record.start)) return;
  throw new Error(
    `My Pitch is running from this folder (process ${record.start.pid}).\nStop it first with Ctrl-C in its terminal.`,
  );
}

/** Ends the process groups of recorded processes that still run. */
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
    // It has already ended.
  }
}

function isAlive(identity: ProcessIdentity): boolean {
  return vitalityOf(identity) === 'alive';
}

/** The stored record; `undefined` if it is missing or invalid. */
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
