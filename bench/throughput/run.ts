import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runMeasured } from '../measure/run-measured.ts';

/**
 * Songs a minute of one worker with 1, 2 and 4 songs in flight: the real work loop and stages, with queue,
 * table and buckets in memory. By default the separation runs on this machine. With `--gpu-seconds` it is
 * simulated: each minute of a song takes a GPU this long, and no processor time.
 *
 * `npm run bench:throughput -- --songs 4 --seconds 30 --gpu-seconds 1.3 --rounds 1 [song.mp3]`
 */
const repositoryRoot = resolve(import.meta.dirname, '../..');
const defaultSong = join(
  repositoryRoot,
  '../shared/testdata/mixtures/musdb18/The Mountaineering Club - Mallory/mix.mp3',
);
const songsInFlight = [1, 2, 4];
const resultSchema = z.object({ seconds: z.number(), longestBlockSeconds: z.number() });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    songs: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '30' },
    preset: { type: 'string', default: 'fast' },
    'gpu-seconds': { type: 'string' },
    rounds: { type: 'string', default: '1' },
  },
});
const song = positionals[0] ?? defaultSong;
if (!existsSync(song)) {
  console.error(`There is no song at ${song}. Name one: npm run bench:throughput -- song.mp3`);
  process.exit(2);
}

const workDir = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
try {
  const songPath = join(workDir, 'song.mp3');
  cutToLength(song, Number(values.seconds), songPath);
  console.log(`${availableParallelism()} processors, songs of ${values.seconds} s`);
  // In turn, so that a change of the machine's load affects all of them.
  console.log('in flight\tsongs/min\tprocessor s/song\tpeak MB\tlongest block s');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const maxSongs of songsInFlight) console.log(await measure(songPath, maxSongs));
  }
} finally {
  rmSync(workDir, { recursive: true });
}

/** Processor time and memory include all child processes, and the first song, which only warms up. */
async function measure(songPath: string, maxSongs: number): Promise<string> {
  const gpuSeconds = values['gpu-seconds'];
  const songs = Number(values.songs);
  const options = {
    ...{ songPath, songs, maxSongs, preset: values.preset },
    ...(gpuSeconds !== undefined && { gpuSecondsPerSongMinute: Number(gpuSeconds) }),
  };
  const program = join(import.meta.dirname, 'process-songs.ts');
  const measured = await runMeasured(process.execPath, [program, JSON.stringify(options)]);
  const result = resultSchema.parse(JSON.parse(measured.output.trim().split('\n').at(-1) ?? ''));
  return [
    maxSongs,
    ((songs / result.seconds) * 60).toFixed(2),
    (measured.cpuSeconds / (songs + 1)).toFixed(1),
    (measured.peakMemoryBytes / 2 ** 20).toFixed(0),
    result.longestBlockSeconds.toFixed(2),
  ].join('\t');
}

function cutToLength(from: string, lengthSeconds: number, to: string): void {
  const input = ['-stream_loop', '-1', '-i', from, '-t', String(lengthSeconds)];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, '-b:a', '192k', to]);
}
