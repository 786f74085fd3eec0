import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { MachineFailure } from '@my-pitch/shared/errors';
import { limitedCommand, type ProcessLimits } from './process-limits.ts';

export interface MediaToolRun<Output> {
  readonly exitCode: number | null;
  /** The end of the tool's standard error. */
  readonly messages: string;
  readonly output: Output;
}

export interface MediaToolOptions<Output> extends ProcessLimits {
  readonly signal: AbortSignal;
  /** The tool is killed after this time. */
  readonly timeoutSeconds: number;
  /**
   * The tool is killed after this time without output while the reader waits. When an allocation
   * fails, ffmpeg can deadlock without using any processor time.
   */
  readonly stallSeconds?: number;
  /** Passed to the tool's standard input. The tool may end before it has read all of it. */
  readonly input?: Readable;
  /** Reads the tool's standard output; returning early ends the tool. */
  readonly read: (stdout: Readable) => Promise<Output>;
}

/** The tool was killed because it took too long. */
export class MediaToolTimeout extends Error {
  override readonly name = 'MediaToolTimeout';
}

/** The tool crashed or exceeded a limit, because of its input. */
export class MediaToolBroke extends Error {
  override readonly name = 'MediaToolBroke';
}

const keptMessageCharacters = 4000;

/**
 * Runs ffmpeg or ffprobe within limits and reads its output.
 * @throws {MediaToolTimeout} after `timeoutSeconds`; {MediaToolBroke} when it crashed or used up its
 * processor time; the signal's reason when it aborts; a `MachineFailure` that says what to install when
 * the tool is missing, or that the kernel killed it for memory.
 */
export async function runMediaTool<Output>(
  tool: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  { signal, timeoutSeconds, stallSeconds, input, read, ...limits }: MediaToolOptions<Output>,
): Promise<MediaToolRun<Output>> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  const stall = new AbortController();
  const startedMs = performance.now();
  const command = limitedCommand(tool, args, limits);
  const child = input
    ? spawnWithInput(command, input)
    : spawn(command.file, command.args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let isKilledByUs = false;
  const kill = () => {
    isKilledByUs ||= child.exitCode === null && child.signalCode === null;
    child.kill('SIGKILL');
  };
  const stop = AbortSignal.any([signal, timeout, stall.signal]);
  stop.addEventListener('abort', kill);
  const watch = stallSeconds && whenStalled(child.stdout, stallSeconds, () => stall.abort());
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages = (messages + text).slice(-keptMessageCharacters);
  });
  const closed = once(child, 'close');
  // Awaited only after the output is read: until then a missing tool must not be an unhandled rejection.
  closed.catch(() => undefined);
  try {
    const output = await read(child.stdout);
    if (!child.stdout.readableEnded) kill();
    await closed;
    signal.throwIfAborted();
    if (timeout.aborted) throw new MediaToolTimeout(`${tool} took over ${timeoutSeconds} s`);
    if (stall.signal.aborted)
      throw new MediaToolTimeout(`${tool} stood still for ${stallSeconds} s`);
    const wallSeconds = (performance.now() - startedMs) / 1000;
    if (!isKilledByUs) throwIfBroken(tool, child, { ...limits, wallSeconds, messages });
    return { exitCode: child.exitCode, messages, output };
  } catch (error) {
    throw isMissing(error) ? missingTool(tool, error) : error;
  } finally {
    stop.removeEventListener('abort', kill);
    clearInterval(watch);
    kill();
  }
}

function spawnWithInput({ file, args }: ReturnType<typeof limitedCommand>, input: Readable) {
  const child = spawn(file, args, { stdio: 'pipe' });
  // The exit code says why a tool no longer reads.
  input.pipe(child.stdin.on('error', () => undefined));
  return child;
}

/** Counts only seconds in which this process runs, so that a suspended machine is not a stall. */
function whenStalled(stdout: Readable, seconds: number, stop: () => void): NodeJS.Timeout {
  let bytesSeen = 0;
  let idleSeconds = 0;
  return setInterval(() => {
    const bytes = stdout instanceof Socket ? stdout.bytesRead : 0;
    idleSeconds = bytes > bytesSeen || stdout.readableLength > 0 ? 0 : idleSeconds + 1;
    bytesSeen = bytes;
    if (idleSeconds >= seconds) stop();
  }, 1000);
}

function throwIfBroken(
  tool: string,
  { signalCode }: ChildProcess,
  run: ProcessLimits & { readonly wallSeconds: number; readonly messages: string },
): void {
  const cause = new Error(run.messages);
  // If this machine refuses to set the limits, the file is not to blame.
  if (run.messages.startsWith('prlimit: '))
    throw new MachineFailure('unknown', `${tool} did not start`, { cause });
  if (signalCode === null) return;
  if (signalCode !== 'SIGKILL')
    throw new MediaToolBroke(`${tool} died of ${signalCode}`, { cause });
  // The kernel sends SIGKILL for the processor-time limit or for memory. The tools use at most four
  // cores, so one that dies before a quarter of its processor time has passed did not use it up.
  if (run.wallSeconds >= run.processorSeconds / 4) {
    const message = `${tool} took over ${run.processorSeconds} s of processor time`;
    throw new MediaToolBroke(message, { cause });
  }
  const reason = `The system killed ${tool}, most likely because it is out of memory`;
  throw new MachineFailure('out-of-memory', reason, { cause });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function missingTool(tool: string, cause: unknown): Error {
  return new MachineFailure(
    'tool-missing',
    `${tool} was not found. Install ffmpeg 5 or later (apt-get install ffmpeg, brew install ffmpeg, winget install ffmpeg).`,
    { cause },
  );
}

/**
 * A reader for short output.
 * @returns the text, truncated after `maxBytes`.
 */
export function shortText(maxBytes: number): (stdout: Readable) => Promise<string> {
  return async (stdout) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of stdout as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) break;
    }
    return Buffer.concat(chunks).toString('utf8', 0, Math.min(bytes, maxBytes));
  };
}
