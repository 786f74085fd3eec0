import { describe, expect, it } from 'vitest';
import { correctionsSchema } from '../corrections.ts';
import { shortTune, writtenScore } from '../notation/document.fixture.ts';
import { editableOf } from '../notation/document-of-score.ts';
import { scoreOf } from '../notation/score-of-document.ts';
import { scoreSchema } from '../score.ts';
import storedDocument from './testing/stored-document.json' with { type: 'json' };
import storedScore from './testing/stored-score.json' with { type: 'json' };

const syllables = [
  [{ text: 'Hel', goesOn: true, starts: 'stanza' }],
  [{ text: 'lo' }, { text: '안', verse: 2 }],
  undefined,
  [{ text: 'there', starts: 'line' }],
] as const;

describe('words in a score', () => {
  const document = editableOf(writtenScore(shortTune));
  const notes = document.notes.map((note, i) => {
    const own = syllables[i];
    return own ? { ...note, syllables: [...own] } : note;
  });
  const withWords = { ...document, notes };

  it('are those of the document', () => {
    expect(scoreSchema.parse(scoreOf(withWords)).lyrics).toEqual([
      { text: 'Hel', goesOn: true, starts: 'stanza', sungNote: 0 },
      { text: 'lo', sungNote: 1 },
      { text: '안', verse: 2, sungNote: 1 },
      { text: 'there', starts: 'line', sungNote: 3 },
    ]);
    expect(editableOf(scoreOf(withWords))).toEqual(withWords);
  });

  it('are saved with the corrections', () => {
    expect(correctionsSchema.parse(withWords)).toEqual(withWords);
  });

  it.each([['two\nlines'], [' padded'], [''], ['\u202eturned'], ['a'.repeat(101)]])(
    'are refused if a syllable is no text: %j',
    (text) => {
      const bad = document.notes.map((note) => ({ ...note, syllables: [{ text }] }));
      expect(correctionsSchema.safeParse({ ...document, notes: bad }).success).toBe(false);
    },
  );
});

describe('files from before there were words', () => {
  it('open as a score, which stays without words', () => {
    const score = scoreSchema.parse(storedScore);
    expect(score).toEqual(storedScore);
    expect(scoreOf(editableOf(score))).toEqual(storedScore);
  });

  it('open as corrections', () => {
    expect(correctionsSchema.parse(storedDocument)).toEqual(storedDocument);
    expect('lyrics' in scoreOf(correctionsSchema.parse(storedDocument))).toBe(false);
  });
});
