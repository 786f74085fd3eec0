import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from './paths.ts';
import { roots, type TuneNote, tune } from './testing/melody.ts';
import { synthesiseSong } from './testing/synthesise-song.ts';

// Generates the page's sample song, which is committed: `node localstack/make-sample.ts`. Needs ffmpeg.

const samplePath = join(repositoryRoot, 'web', 'public', 'sample.m4a');

/** The second phrase of the tune: like the first, but ending on D. */
const answer: readonly TuneNote[] = [
  ...tune.slice(0, 8),
  { midi: 62, beats: 1 },
  { midi: 62, beats: 1 },
  { midi: 64, beats: 1 },
  { midi: 66, beats: 1 },
  { midi: 64, beats: 1.5 },
  { midi: 62, beats: 0.5 },
  { midi: 62, beats: 2 },
];

const song = synthesiseSong([...tune, ...answer], [...roots, 50, 50, 50, 50]);
const encoding = ['-c:a', 'aac', '-b:a', '80k', '-movflags', '+faststart'];
const silent = ['-hide_banner', '-loglevel', 'error', '-y'];
const plain = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
const ffmpeg = spawn('ffmpeg', [...silent, '-i', 'pipe:0', ...encoding, ...plain, samplePath], {
  stdio: ['pipe', 'inherit', 'inherit'],
});
ffmpeg.stdin.end(song);
const [code] = await once(ffmpeg, 'exit');
process.exitCode = code ?? 1;
