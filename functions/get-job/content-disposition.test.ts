import { anyText } from '@my-pitch/shared/testing/any-text';
import { savedNameOf } from '@my-pitch/shared/title';
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
  ['\uffff.mp3', 'song'],
  ['&nbsp;.mp3', '&nbsp;'],
  [`${'가'.repeat(300)}.mp3`, '가'.repeat(100)],
])('the title of %j is %j', (fileName, title) => {
  expect(titleOf(fileName)).toBe(title);
});

it('contains the name in ASCII and in full', () => {
  expect(contentDisposition("Don't (live) é.mp3", 'score.mid')).toBe(
    `attachment; filename="Don't (live) _ - score.mid"; filename*=UTF-8''Don%27t%20%28live%29%20%C3%A9%20-%20score.mid`,
  );
});

it('is a well-formed header for any file name and decodes to the saved name', () => {
  // RFC 6266: a quoted string without escapes, then the value-chars of RFC 8187 and nothing else.
  const header =
    /^attachment; filename="([ !#-[\]-~]+)"; filename\*=UTF-8''((?:[\w!#$&+.^`|~-]|%[\dA-F]{2})+)$/;
  fc.assert(
    fc.property(anyText, (fileName) => {
      const value = contentDisposition(fileName, 'vocals.m4a');
      const [, , full = ''] = header.exec(value) ?? [];
      const saved = decodeURIComponent(full);
      expect(saved).toBe(`${titleOf(fileName)} - vocals.m4a`);
      expect(savedNameOf(saved, '')).toBe(saved);
      // A header that Node refuses to send would become a 500.
      expect(new Headers({ 'content-disposition': value }).get('content-disposition')).toBe(value);
    }),
    { numRuns: 2000 },
  );
});
