import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { melodyScore, odeToJoy } from '@my-pitch/shared/notation/melody.fixture';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { readWords, withWords, writeWords } from './write-words.ts';

const folder = await temporaryFolder();
const ode = melodyScore(odeToJoy);
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

it('writes a score with its words in every format that has them', async () => {
  const words = await readWords(
    write('words.txt', 'Freu-de schöner Götterfunken\nTochter aus Elysium'),
  );
  const formats = ['abc', 'midi-chords', 'ultrastar', 'lrc', 'lrc-words'] as const;
  const names = await writeWords(withWords(ode, words), {
    outDir: folder,
    song: 'a b.mp3',
    formats,
  });
  expect(names).toEqual([
    ...['score.abc', 'score-chords.mid', 'ultrastar.txt', 'words.lrc', 'words-timed.lrc'],
  ]);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(read('score.musicxml')).toContain('<text>Freu</text>');
  expect(JSON.parse(read('score.json')).lyrics[0]).toEqual({
    ...{ text: 'Freu', goesOn: true, starts: 'stanza', sungNote: 0 },
  });
  expect(read('score-chords.mid')).toContain('Chords');
  expect(read('score.abc')).toContain('w: Freu-de');
  expect(read('ultrastar.txt')).toContain('#MP3:a b.mp3');
  expect(read('words.lrc')).toContain(']Freude schöner Götterfunken\n');
  expect(read('words-timed.lrc')).toContain('>Freude <');
});

it('says what is wrong with the words', async () => {
  await expect(readWords(join(folder, 'none.txt'))).rejects.toThrow('cannot be read');
  await expect(readWords(write('empty.txt', '[Chorus]\n\n'))).rejects.toThrow('no words');
  const many = await readWords(write('many.txt', 'la '.repeat(500)));
  expect(() => withWords(ode, many)).toThrow('far more syllables');
});
