import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const sine = ['-f', 'lavfi', '-i', 'sine=440:d=3,aformat=channel_layouts=stereo'];
const film = ['-f', 'lavfi', '-i', 'testsrc2=d=3:s=320x240:r=10'];
const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '905'];
const hugeFrames = ['-f', 'lavfi', '-i', 'color=s=16000x16000:r=1:d=1'];

const streams300 = [
  ...sine,
  ...Array(300).fill(['-map', '0']).flat(),
  ...['-c:a', 'pcm_s16le', '-t', '0.1'],
];

/** Arguments of ffmpeg for files of three seconds, unless stated; the same bytes in every run. */
const recipes = {
  'a.wav': [...sine, '-c:a', 'pcm_s16le'],
  'a.mp3': [...sine, '-b:a', '96k'],
  'a.m4a': [...sine, '-c:a', 'aac'],
  'a.flac': [...sine, '-c:a', 'flac'],
  'a.ogg': [...sine, '-c:a', 'libvorbis'],
  'a.opus': [...sine, '-c:a', 'libopus'],
  'a.mka': [...sine, '-c:a', 'flac'],
  'a.ts': [...sine, '-c:a', 'mp2'],
  'a.aac': [...sine, '-c:a', 'aac'],
  'film.mp4': [...film, ...sine, '-c:v', 'mpeg4', '-c:a', 'aac'],
  'huge-frames.mkv': [...hugeFrames, ...sine, '-c:v', 'png', '-c:a', 'flac'],
  'streams-40.mka': [...sine, ...Array(40).fill(['-map', '0']).flat(), '-c:a', 'flac'],
  'streams-300.mka': streams300,
  'streams-300.mov': streams300,
  'silence.flac': [...silence, '-c:a', 'flac'],
  'rate-768000.wav': [...sine, '-ar', '768000', '-t', '1', '-c:a', 'pcm_s24le'],
  'channels-8-192000.flac': [...sine, '-ar', '192000', '-ac', '8', '-c:a', 'flac'],
} as const;

export type RealFile = keyof typeof recipes;

/** Makes the files in a folder and reads them. */
export function makeRealFiles(folder: string): Record<RealFile, Buffer> {
  const read = (name: RealFile): Buffer => {
    const path = join(folder, name);
    const plain = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...recipes[name], ...plain, path]);
    return readFileSync(path);
  };
  const names = Object.keys(recipes) as RealFile[];
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<RealFile, Buffer>;
}
