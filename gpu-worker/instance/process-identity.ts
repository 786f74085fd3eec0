import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Names one process for as long as its machine runs, though process numbers are used again. */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  /** When the process started, in the system's own ticks; absent where the system does not tell. */
  startTicks: z.string().optional(),
  /** The machine since its last start, and the container's own numbering of processes. */
  place: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** `elsewhere`: on another machine or in another container, about which this process cannot tell. */
export type Vitality = 'alive' | 'dead' | 'elsewhere';

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  const startTicks = startTicksOf(process.pid);
  return { pid: process.pid, place: ownPlace(), ...(startTicks !== undefined && { startTicks }) };
}

/** Whether a process still runs. When in doubt it is alive. */
export function vitalityOf({ pid, startTicks, place }: ProcessIdentity): Vitality {
  if (place !== ownPlace()) return 'elsewhere';
  if (!isInUse(pid)) return 'dead';
  const now = startTicksOf(pid);
  // Another process has the number by now.
  return startTicks !== undefined && now !== undefined && now !== startTicks ? 'dead' : 'alive';
}

function isInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of `/proc/<pid>/stat` (man 5 proc); `undefined` outside Linux. */
function startTicksOf(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the program's name in brackets, and may itself hold blanks and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function ownPlace(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
  const numbering = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot, numbering].filter((part) => part !== undefined).join(' ');
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
