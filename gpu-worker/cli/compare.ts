import { resolve } from 'node:path';
import { compareHelpText, parseCompareArguments } from './compare-arguments.ts';
import { compareSongs } from './compare-songs.ts';
import { languageOf, renderComparison } from './comparison-summary.ts';
import { callersFolder, inWorkFolder, reportFailure } from './in-work-folder.ts';

async function main(): Promise<void> {
  const args = parseCompareArguments(process.argv.slice(2));
  if (args === 'help') return console.log(compareHelpText);
  const inCallersFolder = (path: string) => resolve(callersFolder(), path);
  const songs = {
    ...args,
    originalPath: inCallersFolder(args.originalPath),
    takePath: inCallersFolder(args.takePath),
    outDir: inCallersFolder(args.outDir),
  };
  const comparison = await inWorkFolder((tools) => compareSongs(songs, tools));
  const text = renderComparison(comparison, languageOf(process.env));
  console.log(args.json ? JSON.stringify(comparison, undefined, 2) : text);
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
