import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { makeInstanceFolder } from '../instance/instance-folder.ts';
import { sweepInstances } from '../instance/sweep-instances.ts';
import { helpText, isUrl, parseArguments, type TranscribeArguments } from './arguments.ts';
import { failedRunOf } from './failed-run.ts';
import { ProgressDisplay } from './progress-display.ts';
import { renderSummary } from './summary.ts';
import { transcribeSong } from './transcribe-song.ts';

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

async function main(): Promise<void> {
  const args = parseArguments(process.argv.slice(2));
  if (args === 'help') return console.log(helpText);
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
    const summary = await transcribeSong(fromCallersFolder(args), {
      workDir: folder.path,
      signal: stop.signal,
      onProgress: (progress) => display.show(progress),
      onDownload: (...bytes) => display.showDownload(...bytes),
    });
    display.clear();
    console.log(args.json ? JSON.stringify(summary, undefined, 2) : renderSummary(summary));
  } finally {
    display.clear();
    folder.remove();
  }
}

/** Resolves paths against the caller's folder: npm runs scripts in the project's and sets INIT_CWD. */
function fromCallersFolder(args: TranscribeArguments): TranscribeArguments {
  const folder = process.env.INIT_CWD ?? process.cwd();
  return {
    ...args,
    songPath: resolve(folder, args.songPath),
    outDir: resolve(folder, args.outDir),
    ...(args.modelSource !== undefined && {
      modelSource: isUrl(args.modelSource) ? args.modelSource : resolve(folder, args.modelSource),
    }),
  };
}

try {
  await main();
} catch (error) {
  const { exitCode, details, ...failure } = failedRunOf(error);
  console.error(details === undefined ? failure.message : `${failure.message}\n\n${details}`);
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: failure }, undefined, 2));
  process.exitCode = exitCode;
}
