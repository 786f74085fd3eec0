import { parse } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, everyCodePoint } from './testing/any-text.ts';
import { normaliseTitle, savedNameOf, titleOfFileName } from './title.ts';

describe('a title', () => {
  it.each([
    ['Salt&Pepper;best', 'Salt&Pepper;best'],
    ['&nbsp;', '&nbsp;'],
    ['  아침 이슬 ', '아침 이슬'],
    ['봄'.normalize('NFD'), '봄'],
    ['two  spaces　and a wide one', 'two  spaces　and a wide one'],
    ['one\r\n\ttwo\u2028three\u0000', 'one two three'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['gpj\u202e3pm', 'gpj3pm'],
    ['no\ufffe\uffff\ufdd0\u{10ffff}character', 'nocharacter'],
    ['👩‍👩‍👧 مرحبا', '👩‍👩‍👧 مرحبا'],
    ['🎵'.repeat(300), '🎵'.repeat(255)],
    ['\u0000', ''],
  ])('%j becomes %j', (text, title) => expect(normaliseTitle(text)).toBe(title));

  it('keeps every other code point, in NFC', () => {
    const isOther = /[\p{Cc}\p{Cs}\p{NChar}\u2028-\u202e\u2066-\u2069]/u;
    const changed = everyCodePoint().flatMap((chunk) =>
      Array.from(chunk).filter(
        (one) => !isOther.test(one) && normaliseTitle(`_${one}_`) !== `_${one.normalize('NFC')}_`,
      ),
    );
    expect(changed).toEqual([]);
  });

  it('is idempotent, short, well-formed and on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const title = normaliseTitle(text);
        expect(normaliseTitle(title)).toBe(title);
        expect(title.isWellFormed()).toBe(true);
        expect(Array.from(title).length).toBeLessThanOrEqual(255);
        expect(title).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{NChar}]|^\s|\s$/u);
      }),
      { numRuns: 2000 },
    );
  });
});

it.each(['song.mp3', 'a.b.wav', '.mp3', 'song', 'song.'])(
  'the title of %s is its name without the extension',
  (name) => expect(titleOfFileName(name)).toBe(parse(name).name),
);

it('any title becomes a file name that is valid on every operating system', () => {
  expect(savedNameOf('봄: 1/2 "live"\n', 'song')).toBe('봄 1 2 live');
  expect(savedNameOf('..\\..\\etc', 'song')).toBe('etc');
  expect(savedNameOf(' ... ', 'song')).toBe('song');
  fc.assert(
    fc.property(anyText, (text) => {
      const name = savedNameOf(text, 'song');
      expect(name).toMatch(/^[^. ](.*[^. ])?$/u);
      expect(name).not.toMatch(/[\p{Cc}\p{Cs}<>:"/\\|?*\u202a-\u202e]/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(400);
    }),
    { numRuns: 2000 },
  );
});
