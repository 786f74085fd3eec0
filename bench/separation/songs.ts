import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const mixtures = resolve(import.meta.dirname, '../../../shared/testdata/mixtures');
const mallory = join(mixtures, 'musdb18/The Mountaineering Club - Mallory');
const falcon = join(mixtures, 'stempeg/falcon69.stem.mp4');

/** A song with known stems; each stem is the sum of these streams. */
interface KnownSong {
  readonly seconds: number;
  readonly vocals: readonly Stream[];
  readonly accompaniment: readonly Stream[];
}
interface Stream {
  readonly path: string;
  /** Index of the audio stream in the file. */
  readonly index: number;
}

const musdb = (seconds: number): KnownSong => ({
  seconds,
  vocals: [{ path: join(mallory, 'vocals_true.mp3'), index: 0 }],
  accompaniment: [{ path: join(mallory, 'accompaniment_true.mp3'), index: 0 }],
});

/** Songs by name. `musdb180` repeats the excerpt of 30 s. */
const songs: Readonly<Record<string, KnownSong>> = {
  musdb30: musdb(30),
  stempeg6: {
    seconds: 6,
    // The streams are the mix, drums, bass, other and vocals.
    vocals: [{ path: falcon, index: 4 }],
    accompaniment: [1, 2, 3].map((index) => ({ path: falcon, index })),
  },
  musdb180: musdb(180),
};
export const songNames: readonly string[] = Object.keys(songs);

/** Paths of a song's 16-bit WAV files. */
export interface Song {
  readonly name: string;
  readonly seconds: number;
  readonly mixture: string;
  readonly vocals: string;
  readonly accompaniment: string;
}

/**
 * Writes a song's true stems and their sum.
 * @returns `undefined` if the recordings are missing.
 * @throws {Error} for an unknown name.
 */
export function prepareSong(name: string, folder: string): Song | undefined {
  const song = songs[name];
  if (!song) throw new Error(`There is no song ${name}, only ${songNames.join(', ')}`);
  const all = [...song.vocals, ...song.accompaniment];
  if (!all.every(({ path }) => existsSync(path))) return undefined;
  const pathOf = (stem: string) => join(folder, `${name}-${stem}.wav`);
  mix(song.vocals, song.seconds, pathOf('vocals'));
  mix(song.accompaniment, song.seconds, pathOf('accompaniment'));
  mix(all, song.seconds, pathOf('mixture'));
  return {
    ...{ name, seconds: song.seconds, mixture: pathOf('mixture') },
    ...{ vocals: pathOf('vocals'), accompaniment: pathOf('accompaniment') },
  };
}

function mix(streams: readonly Stream[], seconds: number, outPath: string): void {
  const labels = streams.map(({ index }, i) => `[${i}:a:${index}]`).join('');
  execFileSync('ffmpeg', [
    ...['-v', 'error', ...streams.flatMap(({ path }) => ['-stream_loop', '-1', '-i', path])],
    ...['-filter_complex', `${labels}amix=inputs=${streams.length}:normalize=0`],
    ...['-t', String(seconds), '-ar', '44100', '-ac', '2', '-c:a', 'pcm_s16le', outPath],
  ]);
}
