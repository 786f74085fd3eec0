import { resolve } from 'node:path';
import { helpText, isUrl, parseArguments, type TranscribeArguments } from './arguments.ts';
import { callersFolder, inWorkFolder, reportFailure } from './in-work-folder.ts';
import { renderSummary } from './summary.ts';
import { transcribeSong } from './transcribe-song.ts';

async function main(): Promise<void> {
  const args = parseArguments(process.argv.slice(2));
  if (args === 'help') return console.log(helpText);
  const summary = await inWorkFolder((tools) => transcribeSong(fromCallersFolder(args), tools));
  console.log(args.json ? JSON.stringify(summary, undefined, 2) : renderSummary(summary));
}

function fromCallersFolder(args: TranscribeArguments): TranscribeArguments {
  const folder = callersFolder();
  return {
    ...args,
    songPath: resolve(folder, args.songPath),
    outDir: resolve(folder, args.outDir),
    ...(args.lyricsPath !== undefined && { lyricsPath: resolve(folder, args.lyricsPath) }),
    ...(args.modelSource !== undefined && {
      modelSource: isUrl(args.modelSource) ? args.modelSource : resolve(folder, args.modelSource),
    }),
  };
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
