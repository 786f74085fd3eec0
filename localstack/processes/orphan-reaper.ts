import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

// Started by `process-group.ts`. Reads ids of process groups from stdin, one per line; `-id` means that
// the group has ended. The end of stdin means that the parent has ended, even by SIGKILL: the remaining
// groups are stopped, so that no orphan keeps a port or a job.

const graceMs = 8000;
const groups = new Set<number>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const id = Number(line);
  if (id > 0) groups.add(id);
  else groups.delete(-id);
}
signalAll('SIGTERM');
const deadline = Date.now() + graceMs;
while (Date.now() < deadline && [...groups].some((group) => signal(group, 0))) await sleep(100);
signalAll('SIGKILL');

function signalAll(name: NodeJS.Signals): void {
  for (const group of groups) signal(group, name);
}

function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, name);
  } catch {
    // The group has ended.
    return false;
  }
}
