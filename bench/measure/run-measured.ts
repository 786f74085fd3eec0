import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Measurement {
  readonly seconds: number;
  /** Peak resident memory of the process and all its descendants together, sampled ten times a second. */
  readonly peakMemoryBytes: number;
  /** Processor time of the process and all its descendants, sampled ten times a second. */
  readonly cpuSeconds: number;
  readonly output: string;
}

/**
 * Runs a command and measures its process tree from outside (Linux only: reads /proc).
 * @throws {Error} with the command's output when it does not exit with 0.
 */
export function runMeasured(
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    // Peers load ONNX Runtime themselves, so its telemetry is disabled in the environment.
    const env = { ...process.env, ORT_DISABLE_TELEMETRY: '1' };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    let peakMemoryBytes = 0;
    let cpuSeconds = 0;
    const sampling = setInterval(() => {
      const tree = treeOf(child.pid);
      const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
      peakMemoryBytes = Math.max(peakMemoryBytes, sumOf(tree.map((p) => p.residentBytes)));
      cpuSeconds = Math.max(cpuSeconds, sumOf(tree.map((p) => p.cpuSeconds)));
    }, 100);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampling);
      const text = Buffer.concat(output).toString();
      if (code !== 0) return reject(new Error(`${command} ended with ${code}:\n${text}`));
      const seconds = (performance.now() - startedMs) / 1000;
      resolve({ seconds, peakMemoryBytes, cpuSeconds, output: text });
    });
  });
}

interface ProcessStatus {
  readonly pid: number;
  readonly parentPid: number;
  readonly residentBytes: number;
  readonly cpuSeconds: number;
}

/** A process and its descendants; empty after it exited. */
function treeOf(rootPid: number | undefined): readonly ProcessStatus[] {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readStatus(Number(pid)));
  const inTree = new Set([rootPid]);
  for (const { pid, parentPid } of processes.sort((a, b) => a.pid - b.pid)) {
    if (inTree.has(parentPid)) inTree.add(pid);
  }
  return processes.filter(({ pid }) => inTree.has(pid));
}

function readStatus(pid: number): ProcessStatus[] {
  const [status, stat] = [readText(`/proc/${pid}/status`), readText(`/proc/${pid}/stat`)];
  if (!status || !stat) return [];
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  // Fields 14 to 17 of proc(5), counted after the name in brackets: user and system time of the process and of
  // its waited-for children.
  const ticks = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  const cpuSeconds = ticks.reduce((sum, value) => sum + value, 0) / ticksPerSecond;
  return [{ pid, parentPid: field('PPid'), residentBytes: field('VmRSS') * 1024, cpuSeconds }];
}

/** USER_HZ, the same on every Linux that Node supports. */
const ticksPerSecond = 100;

/** Returns '' for a process that exited after it was listed. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
