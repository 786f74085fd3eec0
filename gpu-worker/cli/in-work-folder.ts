import { tmpdir } from 'node:os';
import { makeInstanceFolder } from '../instance/instance-folder.ts';
import { sweepInstances } from '../instance/sweep-instances.ts';
import { failedRunOf } from './failed-run.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { TranscribeTools } from './transcribe-song.ts';

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a command with a work folder and a progress display, both of which are gone afterwards, also
 * after Ctrl-C and SIGTERM, which end the process.
 */
export async function inWorkFolder<Result>(
  run: (tools: TranscribeTools) => Promise<Result>,
): Promise<Result> {
  // Removes the folders of killed runs in the background.
  void sweepInstances(tmpdir());
  const folder = makeInstanceFolder(tmpdir(), 'song');
  const display = new ProgressDisplay(process.stderr);
  const stop = new AbortController();
  for (const [name, exitCode] of Object.entries(signals)) {
    process.once(name, () => {
      stop.abort();
      folder.remove();
      display.clear();
      console.error('Stopped. Nothing was written.');
      process.exit(exitCode);
    });
  }
  try {
    return await run({
      workDir: folder.path,
      signal: stop.signal,
      onProgress: (progress) => display.show(progress),
      onDownload: (...bytes) => display.showDownload(...bytes),
    });
  } finally {
    display.clear();
    folder.remove();
  }
}

/** Reports a failed command, for people and with `--json` for scripts, and sets the exit code. */
export function reportFailure(error: unknown): void {
  const { exitCode, details, ...failure } = failedRunOf(error);
  console.error(details === undefined ? failure.message : `${failure.message}\n\n${details}`);
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: failure }, undefined, 2));
  process.exitCode = exitCode;
}

/** The folder of the caller: npm runs scripts in the project's and sets INIT_CWD. */
export function callersFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
