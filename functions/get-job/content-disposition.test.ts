import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentDisposition, titleOf } from './content-disposition.ts';

it.each([
  ['아침 이슬.mp3', '아침 이슬'],
  ['song.final.flac', 'song.final'],
  ['no extension', 'no extension'],
  ['../../etc/passwd', 'etc passwd'],
  ['a"b\\c\r\nd.wav', 'a b c d'],
  ['gpj\u202e3pm.exe', 'gpj 3pm'],
  ['.mp3', 'mp3'],
  ['...', 'song'],
  ['\ud800.mp3', '\ufffd'],
  [`${'가'.repeat(300)}.mp3`, '가'.repeat(100)],
])('the title of %j is %j', (fileName, title) => {
  expect(titleOf(fileName)).toBe(title);
});

it('gives the name in ASCII and in full', () => {
  expect(contentDisposition("Don't (live) é.mp3", 'score.mid')).toBe(
    `attachment; filename="Don't (live) _ - score.mid"; filename*=UTF-8''Don%27t%20%28live%29%20%C3%A9%20-%20score.mid`,
  );
});

it('is one well-formed header for any file name', () => {
  const header = /^attachment; filename="[ !#-[\]-~]+"; filename\*=UTF-8''[\w.%~!-]+$/;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (fileName) => {
      expect(contentDisposition(fileName, 'vocals.m4a')).toMatch(header);
    }),
  );
});
