import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scoreSchema } from '@my-pitch/shared/score';
import { repositoryRoot } from './paths.ts';
import { roots, type TuneNote, tune } from './testing/melody.ts';
import { synthesiseSong } from './testing/synthesise-song.ts';

// Generates the sample song, and the artifacts that the pages show of it, with the real pipeline:
// `node localstack/make-sample.ts`. Both are committed. Needs ffmpeg.

const songPath = join(repositoryRoot, 'web/e2e/sample.m4a');
const artifactsFolder = join(repositoryRoot, 'web/public/sample');
const transcribe = join(repositoryRoot, 'gpu-worker/cli/transcribe.ts');
const titles = { en: 'Ode to Joy (sample)', ko: '환희의 송가 (예제)' } as const;

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

/** @param bitRate as ffmpeg writes it: `80k`. */
function encodeAac(source: { path: string } | { sound: Uint8Array }, bitRate: string, to: string) {
  const input = 'path' in source ? source.path : 'pipe:0';
  const encoding = ['-c:a', 'aac', '-b:a', bitRate, '-movflags', '+faststart', '-f', 'ipod'];
  const plain = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
  execFileSync(
    'ffmpeg',
    ['-hide_banner', '-loglevel', 'error', '-y', '-i', input, ...encoding, ...plain, to],
    { stdio: ['pipe', 'inherit', 'inherit'], input: 'sound' in source ? source.sound : '' },
  );
}

const workDir = await mkdtemp(join(tmpdir(), 'my-pitch-sample-'));
try {
  const sound = synthesiseSong([...tune, ...answer], [...roots, 50, 50, 50, 50]);
  encodeAac({ sound }, '80k', songPath);
  const options = ['--preset', 'best', '--lossless', '--out', workDir];
  execFileSync(process.execPath, [transcribe, songPath, ...options], { stdio: 'inherit' });
  await mkdir(artifactsFolder, { recursive: true });
  for (const stem of ['vocals', 'accompaniment']) {
    // A third of the worker's bit rate: the sample has to open at once.
    encodeAac({ path: join(workDir, `${stem}.flac`) }, '64k', join(artifactsFolder, `${stem}.m4a`));
  }
  await copyFile(join(workDir, 'analysis.json'), join(artifactsFolder, 'analysis.json'));
  const score = scoreSchema.parse(JSON.parse(await readFile(join(workDir, 'score.json'), 'utf8')));
  for (const [language, title] of Object.entries(titles)) {
    const path = join(artifactsFolder, `score-${language}.json`);
    await writeFile(path, JSON.stringify({ ...score, title }));
  }
} finally {
  await rm(workDir, { recursive: true });
}
