import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { splitWord } from '@my-pitch/shared/lyrics/split-word';
import { printTable } from '../measure/print-table.ts';
import type { MeasuredNote } from '../metrics/note-metrics.ts';
import { Random } from '../scaling/random.ts';
import { type WordNote, type WordSong, wordSongs } from './karaoke-words.ts';
import { type LayingFigures, measureLaying } from './laying-figures.ts';
import { perturbNotes } from './perturb-notes.ts';

/**
 * `npm run bench:lyrics -- --karaoke FOLDER`: the words of karaoke songs laid on their notes, and on these
 * with the errors of a transcription, compared with the karaoke file. The audio is not needed. Every other
 * song was used to tune the costs.
 */
const { values } = parseArgs({ options: { karaoke: { type: 'string' } } });
if (values.karaoke && existsSync(values.karaoke)) measure(wordSongs(values.karaoke));
else {
  console.log(
    'Give a folder of UltraStar songs, such as github.com/UltraStar-Deluxe/songs: --karaoke',
  );
}

function measure(songs: readonly WordSong[]): void {
  const rows: (string | number)[][] = [];
  const sides = [0, 1].map((side) => songs.filter((_, index) => index % 2 === side));
  for (const [side, name] of ['tuning', 'judging'].entries()) {
    for (const [kind, notesOf] of [
      ['as in the karaoke file', (song: WordSong) => song.notes],
      ['with errors', withErrors],
      ['with errors, and times of lines', withErrors],
    ] as const) {
      const ofSide = sides[side] ?? [];
      const all = ofSide.map((song, i) =>
        measureLaying(song.notes, notesOf(song, i + 1), kind.endsWith('lines')),
      );
      if (side === 1)
        for (const [i, each] of all.entries())
          rows.push([ofSide[i]?.id ?? '', kind, ...shares([each])]);
      rows.push([`all of ${name}`, kind, ...shares(all)]);
    }
  }
  printTable(['song', 'notes', 'syllables within 150 ms', 'lines'], rows);
  console.log(`\nWords with as many syllables as are sung: ${syllableCounts(songs).toFixed(3)}`);
}

function withErrors(song: WordSong, seed: number): MeasuredNote[] {
  const random = new Random(seed);
  return perturbNotes(song.notes, () => random.fraction());
}

function shares(all: readonly LayingFigures[]): number[] {
  const sum = (key: keyof LayingFigures) => all.reduce((total, each) => total + each[key], 0);
  return [sum('inTime') / sum('syllables'), sum('linesInPlace') / sum('lines')];
}

function syllableCounts(songs: readonly WordSong[]): number {
  const words = songs.flatMap(({ notes }) => wordsOf(notes));
  return (
    words.filter((word) => splitWord(word.join('')).length === word.length).length / words.length
  );
}

function wordsOf(notes: readonly WordNote[]): string[][] {
  const words: string[][] = [];
  for (const { syllable, startsWord } of notes) {
    if (syllable === '') continue;
    if (startsWord || words.length === 0) words.push([syllable]);
    else words.at(-1)?.push(syllable);
  }
  return words;
}
