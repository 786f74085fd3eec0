import { createJobRequestSchema } from '@my-pitch/shared/api';
import { defaultLimits } from '@my-pitch/shared/limits';
import { expect, test } from 'vitest';
import { downloadName } from '../../features/export/fetch-artifact.ts';
import { areFresh } from '../../features/song/use-fresh-links.ts';
import { problemWithFile } from '../../features/upload/check-file.ts';
import { songName } from '../../features/upload/send-song.ts';
import { composeUploadForm } from '../../features/upload/upload-form.ts';
import { limitMinutes } from '../api/limits.ts';
import { pollDelaySeconds } from '../api/poll-delay.ts';

test('the file is the form’s last field', () => {
  const upload = { url: 'https://s3.example', fields: { key: 'k', policy: 'p' } };
  const form = composeUploadForm(upload, new Blob(['sound']));
  expect([...form.keys()]).toEqual(['key', 'policy', 'file']);
});

test('a song is sent under a name that the server takes', () => {
  expect(songName({ name: '봄.mp3'.normalize('NFD') })).toBe('봄.mp3');
  // 255 UTF-16 units end in the middle of a note sign.
  const cut = songName({ name: `${'🎵'.repeat(200)}a` });
  expect(cut).toHaveLength(255);
  const body = { fileName: cut, contentType: 'audio/mpeg', sizeBytes: 5 };
  expect(createJobRequestSchema.parse(body).fileName).toBe(cut);
});

test('what is saved of a song is called after it, as file systems allow', () => {
  expect(downloadName('아침 이슬.mp3', 'vocals.m4a')).toBe('아침 이슬 – vocals.m4a');
  expect(downloadName('a/b:\r\n\u202e.mp3', 'score.mid')).toBe('a b.mid');
  expect(downloadName('.mp3', 'score.musicxml')).toBe('mp3.musicxml');
});

test('polling is patient while hidden and backs off without answers', () => {
  const delays = [0, 1, 2, 3, 9].map((failures) => pollDelaySeconds({ hidden: false, failures }));
  expect(delays).toEqual([3, 6, 12, 24, 30]);
  expect(pollDelaySeconds({ hidden: true, failures: 0 })).toBe(15);
});

test('says what cannot work before anything is sent', () => {
  const check = (name: string, type: string, size: number) =>
    problemWithFile({ name, type, size }, defaultLimits)?.code;
  expect(check('song.mp3', 'audio/mpeg', 5_000_000)).toBeUndefined();
  expect(check('song.FLAC', '', 5_000_000)).toBeUndefined();
  expect(check('notes.txt', 'text/plain', 10)).toBe('wrong-type');
  expect(check('song.wav', 'audio/wav', 0)).toBe('empty');
  expect(check('song.wav', 'audio/wav', 200 * 1024 * 1024 + 1)).toBe('too-large');
  // Where the limits are not known, the server judges.
  const large = { name: 'song.wav', type: 'audio/wav', size: 2 ** 40 };
  expect(problemWithFile(large, undefined)).toBeUndefined();
});

test('a greatest length is told in minutes, and never as more than it is', () => {
  expect([900, 90, 100].map(limitMinutes)).toEqual([15, 1.5, 1.6]);
});

test('links are renewed a minute before they expire, and when the clock was set back', () => {
  const minutes = 60_000;
  expect(areFresh(0, 58 * minutes)).toBe(true);
  expect(areFresh(0, 59 * minutes)).toBe(false);
  expect(areFresh(5 * minutes, 0)).toBe(false);
});
