import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

// Started by `process-group.ts`. Reads ids of process groups, one a line, `-id` for one that has
// ended by itself. The end of the input means that whoever started them is gone, however it died:
// those still there are stopped, so that no orphan holds a port or a job.

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
    // Nobody is left in it.
    return false;
  }
}
