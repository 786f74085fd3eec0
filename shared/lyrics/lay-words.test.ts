import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layWords } from './lay-words.ts';
import type { LaidNote } from './laying-costs.ts';
import { parseWords } from './parse-words.ts';

/** Half-second notes, with a breath of a second before each `|`. */
function notesOf(pitches: string): LaidNote[] {
  let at = 0;
  return pitches.split(' ').flatMap((each) => {
    if (each === '|') {
      at += 1;
      return [];
    }
    at += 0.5;
    return [{ startSeconds: at - 0.5, endSeconds: at - 0.02, midi: Number(each) }];
  });
}

it('lays one syllable on each note where they agree', () => {
  const notes = notesOf('60 64 65 67 | 60 64 65 67');
  expect(layWords(notes, parseWords('one two three four\nfive six se-ven'))).toEqual({
    notes: [0, 1, 2, 3, 4, 5, 6, 7],
    spare: new Set(),
  });
});

it('begins a line after a breath, and holds a syllable before it', () => {
  const notes = notesOf('60 64 65 67 65 | 60 64 65 67');
  const laid = layWords(notes, parseWords('one two three four\nfive six seven-teen'));
  expect(laid?.notes[4]).toBe(5);
});

it('sings two syllables on a note where notes are missing, within their line', () => {
  const notes = notesOf('60 64 67 | 60 64 65 67');
  const laid = layWords(notes, parseWords('one two three four\nfive six se-ven'));
  expect(laid?.notes.slice(4)).toEqual([3, 4, 5, 6]);
  expect(laid?.notes[3]).toBe(2);
});

it('leaves a phrase without words between lines whose times are known', () => {
  const notes = notesOf('60 64 65 67 | 72 71 69 71 72 71 69 | 60 64 65 67');
  const text = '[00:00.00]one two three four\n[00:07.50]five six se-ven';
  expect(layWords(notes, parseWords(text))).toEqual({
    notes: [0, 1, 2, 3, 11, 12, 13, 14],
    spare: new Set([4, 5, 6, 7, 8, 9, 10]),
  });
});

describe('without an answer', () => {
  it('lays nothing', () => {
    expect(layWords(notesOf('60'), [])?.notes).toEqual([]);
    expect(layWords([], parseWords('la'))).toBeUndefined();
    expect(layWords(notesOf('60'), parseWords('la la la la la'))).toBeUndefined();
  });
});

it('lays every syllable, in order, on a note of the song', () => {
  const pitches = fc.array(fc.constantFrom('60', '62', '|', '67'), { minLength: 1, maxLength: 30 });
  const lines = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(pitches, lines, (song, counts) => {
      const notes = notesOf(['60', ...song].join(' '));
      const words = parseWords(counts.map((count) => 'la '.repeat(count)).join('\n'));
      const syllables = counts.reduce((sum, count) => sum + count, 0);
      const laid = layWords(notes, words);
      expect(laid === undefined).toBe(syllables > 4 * notes.length);
      if (!laid) return;
      expect(laid.notes).toHaveLength(syllables);
      expect(laid.notes).toEqual(laid?.notes.toSorted((a, b) => a - b));
      expect(Math.min(...laid.notes)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...laid.notes)).toBeLessThan(notes.length);
      for (const note of laid.notes) expect(laid.spare.has(note)).toBe(false);
    }),
  );
});
