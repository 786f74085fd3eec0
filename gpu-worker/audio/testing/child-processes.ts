import { readdirSync, readFileSync } from 'node:fs';

export interface ChildProcessState {
  readonly pid: number;
  readonly name: string;
  /** Peak physical memory so far. */
  readonly peakBytes: number;
}

/** The running child processes of this one; none on systems other than Linux. */
export function childProcesses(): ChildProcessState[] {
  return readdirOrNone('/proc/self/task')
    .flatMap((task) => textOrNone(`/proc/self/task/${task}/children`).trim().split(' '))
    .filter((pid) => pid !== '')
    .map((pid) => {
      const status = textOrNone(`/proc/${pid}/status`);
      const peakKilobytes = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? '0';
      const name = /^Name:\s*(.*)$/m.exec(status)?.[1] ?? '';
      return { pid: Number(pid), name, peakBytes: Number(peakKilobytes) * 1024 };
    });
}

function readdirOrNone(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Empty if the process has ended in the meantime. */
function textOrNone(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Physical memory of ffmpeg's libraries, which its limit does not count, rounded up. */
export const librariesBytes = 64 * 1024 * 1024;

/** Samples the memory of child processes; `stop` returns the peak of any one. */
export function watchPeak(): { stop(): number } {
  let peakBytes = 0;
  const timer = setInterval(() => {
    for (const child of childProcesses()) peakBytes = Math.max(peakBytes, child.peakBytes);
  }, 5);
  return {
    stop: () => {
      clearInterval(timer);
      return peakBytes;
    },
  };
}
