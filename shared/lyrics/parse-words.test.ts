import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../testing/any-text.ts';
import { parseWords, type WordLine } from './parse-words.ts';
import { syllableSchema } from './syllable.ts';

/** A line as text: hyphens between syllables, and an empty line before a stanza. */
function shown(lines: readonly WordLine[]): string[] {
  return lines.flatMap(({ syllables, startsStanza }, index) => {
    const line = syllables.map(({ text, goesOn }) => text + (goesOn ? '-' : ' ')).join('');
    return [...(startsStanza && index > 0 ? [''] : []), line.trim()];
  });
}

describe('words', () => {
  it('are lines, stanzas and syllables', () => {
    const text = 'Hello darkness,\r\nmy old friend\n\n\n다시 만나 ';
    expect(shown(parseWords(text))).toEqual([
      'Hel-lo dark-ness,',
      'my old friend',
      '',
      '다-시 만-나',
    ]);
  });

  it('are divided where the writer has put a hyphen', () => {
    expect(shown(parseWords('ev-ery lo-oove'))).toEqual(['ev-ery lo-oove']);
  });

  it('may all be in one line', () => {
    expect(parseWords('la '.repeat(500))[0]?.syllables).toHaveLength(500);
  });

  it('keep signs that stand alone with a word', () => {
    expect(parseWords('— love — and\n—')).toEqual([
      {
        startsStanza: true,
        syllables: [
          { text: '— love —', goesOn: false },
          { text: 'and', goesOn: false },
        ],
      },
    ]);
  });

  it('leave out names of sections, and sing a section again that is only named', () => {
    const text = [
      '[Chorus]',
      'La la',
      'Oh',
      '',
      'Verse 2:',
      'Hey',
      '(후렴)',
      '[chorus]',
      '[Outro]',
    ];
    expect(shown(parseWords(text.join('\n')))).toEqual([
      'La la',
      'Oh',
      '',
      'Hey',
      '',
      'La la',
      'Oh',
    ]);
  });

  it('are sung twice where the line says so', () => {
    expect(shown(parseWords('Na na (x2)\nhey 3x'))).toEqual([
      'Na na',
      'Na na',
      'hey',
      'hey',
      'hey',
    ]);
  });

  it('have only syllables that can be stored, whatever is pasted', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { syllables } of parseWords(`${text}\n${text} ${text}`)) {
          expect(syllables.length).toBeGreaterThan(0);
          for (const syllable of syllables) {
            expect(syllableSchema.safeParse({ text: syllable.text }).error).toBeUndefined();
          }
        }
      }),
      { numRuns: 500, examples: [['ݍ\u0000〡'], ['\ud83c\udfb5'.repeat(99)]] },
    );
  });
});

describe('an LRC file', () => {
  const times = (text: string) =>
    parseWords(text).map(({ syllables }) =>
      syllables.map(({ text: each, seconds }) => [each, seconds]),
    );

  it('says when a line begins, in any order and at several times', () => {
    const text = '[ti:A song]\n[00:10.50]two\n[00:05.2][01:00]one one\n[00:12]\n';
    expect(times(text)).toEqual([
      [
        ['one', 5.2],
        ['one', undefined],
      ],
      [['two', 10.5]],
      [
        ['one', 60],
        ['one', undefined],
      ],
    ]);
  });

  it('says when each word begins if it is enhanced', () => {
    expect(times('[00:01.00]<00:01.00>Hello <00:02.50>you')).toEqual([
      [
        ['Hel', 1],
        ['lo', undefined],
        ['you', 2.5],
      ],
    ]);
  });

  it('may shift all times', () => {
    expect(times('[offset:+500]\n[00:02.00]now\n[00:00.10]at once')).toEqual([
      [
        ['at', 0],
        ['once', undefined],
      ],
      [['now', 1.5]],
    ]);
  });
});
