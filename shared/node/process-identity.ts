import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Names one process for as long as its machine runs, though process numbers are used again. */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  /** When the process started, in the system's own words; absent where the system does not tell. */
  started: z.string().optional(),
  /** The machine since its last start, and the container's own numbering of processes. */
  place: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** `elsewhere`: on another machine or in another container, about which this process cannot tell. */
export type Vitality = 'alive' | 'dead' | 'elsewhere';

/** The identity of a process on this machine, by default of this one; it need not run any more. */
export function identityOf(pid: number = process.pid): ProcessIdentity {
  const started = startOf(pid);
  return { pid, place: ownPlace(), ...(started !== undefined && { started }) };
}

/** Whether a process still runs. When in doubt it is alive. */
export function vitalityOf({ pid, started, place }: ProcessIdentity): Vitality {
  if (place !== ownPlace()) return 'elsewhere';
  if (!isInUse(pid)) return 'dead';
  const now = startOf(pid);
  // Another process has the number by now, or nobody has yet asked how this one ended.
  return started !== undefined && now !== started ? 'dead' : 'alive';
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

/** `undefined` for a process that is not there, or has ended and only waits to be asked how. */
function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    return attempt(() =>
      execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`])
        .toString()
        .trim(),
    );
  }
  // Fields 3, the state, and 22 of `/proc/<pid>/stat` (man 5 proc).
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the program's name in brackets, and may itself hold blanks and brackets.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
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
