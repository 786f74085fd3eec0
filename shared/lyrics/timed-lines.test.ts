import { expect, it } from 'vitest';
import { wordyOde } from './testing/wordy-ode.ts';
import { timedLines } from './timed-lines.ts';

const [first, second] = timedLines(wordyOde);
const timesOf = (line = first) =>
  line?.syllables.map(
    ({ text, startSeconds, endSeconds }) =>
      `${text} ${startSeconds.toFixed(2)}–${endSeconds.toFixed(2)}`,
  );

it('has each line from its first onset to its last offset', () => {
  expect([first, second].map((line) => [line?.text, line?.startSeconds, line?.endSeconds])).toEqual(
    [
      ['Freude, schöner Götterfunken', 0, 6.73],
      ['Tochter & aus <E>lysium!', 6.75, 10.48],
    ],
  );
  expect([first?.startsStanza, second?.startsStanza]).toEqual([true, false]);
});

it('has a syllable until the last note that holds it ends', () => {
  expect(timesOf()?.slice(2, 4)).toEqual(['schö 1.50–2.98', 'ner 3.00–3.73']);
});

it('divides a note among the syllables that share it', () => {
  expect(timesOf()?.slice(4, 6)).toEqual(['Göt 3.75–4.12', 'ter 4.12–4.48']);
  expect(timesOf(second)?.slice(1, 4)).toEqual(['ter 7.50–7.74', '& 7.74–7.99', 'aus 7.99–8.23']);
});

it('knows which syllables go on with a word', () => {
  expect(second?.syllables.map(({ continues }) => continues)).toEqual([
    false,
    true,
    false,
    false,
    false,
    true,
    true,
  ]);
});

it('has the verse that is asked for', () => {
  expect(timedLines(wordyOde, 2).map(({ text }) => text)).toEqual(['둘']);
  expect(timedLines(wordyOde, 3)).toEqual([]);
});
