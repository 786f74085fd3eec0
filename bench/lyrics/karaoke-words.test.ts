import { expect, it } from 'vitest';
import { readWordNotes, wordsText } from './karaoke-words.ts';
import { measureLaying } from './laying-figures.ts';

const text = [
  ...['#TITLE:A song', '#BPM:300', '#GAP:1000'],
  ...[
    ': 0 4 0 There',
    ': 6 2 2  was',
    ': 10 2 4 ~',
    ': 12 4 4  no',
    'F 16 4 7 (ha)',
    ': 20 4 4 one',
  ],
  ...['- 26', ': 40 4 5 Lo', ': 46 4 5 ~ve', 'E'],
].join('\n');

it('reads the syllables of a karaoke file, and its text', () => {
  const notes = readWordNotes(text);
  expect(notes.map(({ syllable }) => syllable)).toEqual([
    'There',
    'was',
    '',
    'no',
    'one',
    'Love',
    '',
  ]);
  expect(notes[5]).toMatchObject({ startSeconds: 3, line: 1, startsWord: true });
  expect(wordsText(notes)).toBe('There was noone\nLove');
});

it('counts syllables near their time, and lines in their place', () => {
  const line = (start: number, words: string) =>
    words.split(' ').map((word, i) => `: ${start + 10 * i} 9 ${i} ${i === 0 ? '' : ' '}${word}`);
  const song = ['#BPM:300', '#GAP:0', ...line(0, 'We start out here'), '- 40'];
  const notes = readWordNotes([...song, ...line(80, 'and end up there'), 'E'].join('\n'));
  const inTime = { syllables: 8, inTime: 8, lines: 2, linesInPlace: 2 };
  expect(measureLaying(notes, notes)).toEqual(inTime);
  const late = (seconds: number) =>
    notes.map((note) => ({
      ...note,
      startSeconds: note.startSeconds + seconds,
      endSeconds: note.endSeconds + seconds,
    }));
  expect(measureLaying(notes, late(0.1))).toEqual(inTime);
  expect(measureLaying(notes, late(99))).toEqual({
    syllables: 0,
    inTime: 0,
    lines: 2,
    linesInPlace: 0,
  });
});
