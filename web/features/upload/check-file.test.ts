import { defaultLimits } from '@my-pitch/shared/limits';
import { expect, it } from 'vitest';
import { checkFile, contentTypeOf, problemWithFile } from './check-file.ts';

const song = new File(['sound'], 'song.mp3', { type: 'audio/mpeg' });

function problemOf(name: string, type: string, size: number) {
  return problemWithFile({ name, type, size }, defaultLimits)?.code;
}

it.each([
  ['song.mp3', 'audio/mpeg', 'audio/mpeg'],
  ['song.webm', 'Audio/WebM; codecs=opus', 'audio/webm'],
  ['Song.FLAC', '', 'audio/flac'],
  ['my.song.opus', '', 'audio/ogg'],
  ['song', '', ''],
])('the type of %s, for the browser %s, is %s', (name, type, expected) => {
  expect(contentTypeOf({ name, type })).toBe(expected);
});

it('accepts every listed extension without a type from the browser', () => {
  const extensions =
    '3gp aac aif aiff amr ape avi caf flac m4a m4v mka mkv mov mp3 mp4 mpg oga ogg opus wav webm wma wmv wv';
  for (const extension of extensions.split(' ')) {
    expect(problemOf(`song.${extension}`, '', 5)).toBeUndefined();
  }
});

it('refuses other types, empty files and files above the limit', () => {
  expect(problemOf('song.mp3', 'audio/mpeg', 5_000_000)).toBeUndefined();
  expect(problemOf('notes.txt', 'text/plain', 10)).toBe('wrong-type');
  expect(problemOf('notes.txt', '', 10)).toBe('wrong-type');
  expect(problemOf('song.wav', 'audio/wav', 0)).toBe('empty');
  expect(problemOf('song.wav', 'audio/wav', 200 * 1024 * 1024)).toBeUndefined();
  expect(problemOf('song.wav', 'audio/wav', 200 * 1024 * 1024 + 1)).toBe('too-large');
});

it('leaves the size to the server when the limits are unknown', () => {
  const large = { name: 'song.wav', type: 'audio/wav', size: 2 ** 40 };
  expect(problemWithFile(large, undefined)).toBeUndefined();
});

it('names the limits in force with a size above them', () => {
  const file = { name: 'song.wav', type: 'audio/wav', size: 2 ** 40 };
  expect(problemWithFile(file, defaultLimits)?.details).toEqual({ limits: defaultLimits });
});

const limits = { maxUploadBytes: 1000, maxDurationSeconds: 60 };
const hostOf = (durationSeconds: number | undefined, known: typeof limits | undefined) => ({
  fetchLimits: async () => known,
  probeDurationSeconds: async () => durationSeconds,
});

it('refuses a song that is longer than the limit by more than a second', async () => {
  await expect(checkFile(song, hostOf(61, limits))).resolves.toBeUndefined();
  await expect(checkFile(song, hostOf(61.1, limits))).rejects.toMatchObject({
    code: 'too-long',
    details: { durationSeconds: 61.1, limits },
  });
});

it('accepts a song whose duration or whose limit is unknown', async () => {
  await expect(checkFile(song, hostOf(undefined, limits))).resolves.toBeUndefined();
  await expect(checkFile(song, hostOf(3600, undefined))).resolves.toBeUndefined();
});

it('does not measure a file that it refuses by its type', async () => {
  let measured = 0;
  const host = {
    fetchLimits: async () => limits,
    probeDurationSeconds: async () => {
      measured += 1;
      return 1;
    },
  };
  await expect(checkFile(new File(['x'], 'notes.txt'), host)).rejects.toMatchObject({
    code: 'wrong-type',
  });
  expect(measured).toBe(0);
});
