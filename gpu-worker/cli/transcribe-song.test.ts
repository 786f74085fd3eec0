import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { parseArguments } from './arguments.ts';
import { transcribeSong } from './transcribe-song.ts';

const folder = await temporaryFolder();
execFileSync('mkfifo', [join(folder, 'pipe')]);

it.each([
  ['a folder', '.', 'is a folder. Give the path of one file.'],
  ['a pipe', 'pipe', 'is not a file.'],
  ['a missing file', 'missing.mp3', 'There is no file at'],
])('refuses %s in one sentence', async (_, name, words) => {
  const args = parseArguments([join(folder, name)]);
  if (args === 'help') throw new Error('unexpected');
  const transcribing = transcribeSong(args, {
    workDir: folder,
    signal: new AbortController().signal,
    onProgress: () => {},
    onDownload: () => {},
  });
  await expect(transcribing).rejects.toMatchObject({
    name: 'SongNotReadable',
    message: expect.stringContaining(words),
  });
});
