import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Identifies one process until its machine restarts, even if its pid is reused. */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  /** Start time of the process in a system-specific format; absent if unknown. */
  started: z.string().optional(),
  /** The machine, its boot and its pid namespace. */
  place: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** `elsewhere`: on another machine or in another pid namespace, so unknown here. */
export type Vitality = 'alive' | 'dead' | 'elsewhere';

/** The identity of a process on this machine, by default this one. The process may have ended. */
export function identityOf(pid: number = process.pid): ProcessIdentity {
  const started = startOf(pid);
  return { pid, place: ownPlace(), ...(started !== undefined && { started }) };
}

/** Whether a process still runs; `alive` if unsure. */
export function vitalityOf({ pid, started, place }: ProcessIdentity): Vitality {
  if (place !== ownPlace()) return 'elsewhere';
  if (!isInUse(pid)) return 'dead';
  const now = startOf(pid);
  // Either the pid was reused or the process is a zombie.
  return started !== undefined && now !== started ? 'dead' : 'alive';
}

function isInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** `undefined` for a process that does not exist or is a zombie. */
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
  // The second field is the program's name in parentheses, which may contain spaces and parentheses.
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
