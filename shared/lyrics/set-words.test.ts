import { describe, expect, it } from 'vitest';
import { parseWords } from './parse-words.ts';
import { setWords, wordsText } from './set-words.ts';
import { sungNotes, textsOf } from './testing/sung-notes.ts';

const text = 'twin-kle lit-tle\nstar\n\nhow I';
const notes = setWords(sungNotes(Array(9).fill('')), parseWords(text)) ?? [];

describe('words of a song', () => {
  it('are on its notes, and can be edited as text', () => {
    expect(textsOf(notes)).toEqual(['twin', 'kle', 'lit', 'tle', 'star', 'how', 'I']);
    expect(wordsText(notes)).toBe(text);
    expect(notes[0]?.syllables?.[0]).toEqual({ text: 'twin', goesOn: true, starts: 'stanza' });
  });

  it('replace those before, and are removed by an empty text', () => {
    expect(textsOf(setWords(notes, parseWords('oh')) ?? [])).toEqual(['oh']);
    expect(setWords(notes, [])).toEqual(sungNotes(Array(9).fill('')));
  });

  it('may have a second verse, under the notes of the first', () => {
    const both = setWords(notes, parseWords('하나 둘 셋'), 2) ?? [];
    expect(textsOf(both)).toEqual(textsOf(notes));
    expect(textsOf(both, 2)).toEqual(['하', '나', '둘', '셋']);
    expect(both.every(({ syllables = [] }) => syllables[0]?.verse === undefined)).toBe(true);
    expect(textsOf(setWords(both, [], 2) ?? [])).toEqual(textsOf(notes));
  });

  it('are refused where they are far too many', () => {
    expect(setWords(notes, parseWords('la '.repeat(40)))).toBeUndefined();
  });
});
