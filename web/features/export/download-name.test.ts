import { expect, it } from 'vitest';
import { downloadName } from './download-name.ts';

it('names a file after its song, as file systems allow', () => {
  expect(downloadName('아침 이슬.mp3', 'vocals.m4a')).toBe('아침 이슬 – vocals.m4a');
  expect(downloadName('a/b:\r\n\u202e.mp3', 'score.mid')).toBe('a b.mid');
  expect(downloadName('.mp3', 'score.musicxml')).toBe('mp3.musicxml');
});
