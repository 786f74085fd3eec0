import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { MachineFailure } from '@my-pitch/shared/errors';

export interface MediaToolRun<Output> {
  readonly exitCode: number | null;
  /** The end of what the tool had to say. */
  readonly messages: string;
  readonly output: Output;
}

export interface MediaToolOptions<Output> {
  readonly signal: AbortSignal;
  /** After this the tool is killed. */
  readonly timeoutSeconds: number;
  /** Reads the tool's standard output; returning early ends the tool. */
  readonly read: (stdout: Readable) => Promise<Output>;
}

/** The tool was killed because it took too long. */
export class MediaToolTimeout extends Error {
  override readonly name = 'MediaToolTimeout';
}

const keptMessageCharacters = 4000;

/**
 * Runs ffmpeg or ffprobe and reads what it writes.
 * @throws {MediaToolTimeout} after `timeoutSeconds`; the signal's reason when it aborts; a
 * `MachineFailure` that says what to install when the tool is missing.
 */
export async function runMediaTool<Output>(
  tool: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  { signal, timeoutSeconds, read }: MediaToolOptions<Output>,
): Promise<MediaToolRun<Output>> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  const child = spawn(tool, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  const stop = AbortSignal.any([signal, timeout]);
  stop.addEventListener('abort', kill);
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages = (messages + text).slice(-keptMessageCharacters);
  });
  const closed = once(child, 'close');
  // Awaited only after the output is read; a missing tool must not surface as an unhandled rejection before.
  closed.catch(() => undefined);
  try {
    const output = await read(child.stdout);
    if (!child.stdout.readableEnded) kill();
    await closed;
    signal.throwIfAborted();
    if (timeout.aborted) throw new MediaToolTimeout(`${tool} took over ${timeoutSeconds} s`);
    return { exitCode: child.exitCode, messages, output };
  } catch (error) {
    throw isMissing(error) ? missingTool(tool, error) : error;
  } finally {
    stop.removeEventListener('abort', kill);
    kill();
  }
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
