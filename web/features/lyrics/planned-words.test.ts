import { melodyScore, odeToJoy } from '@my-pitch/shared/notation/melody.fixture';
import { expect, it } from 'vitest';
import { wordsUnder } from './planned-words.ts';

const ode = melodyScore(odeToJoy);
const wordsOf = (lyrics: NonNullable<typeof ode.lyrics>) => {
  const score = { ...ode, lyrics };
  const elements = score.measures.flatMap((measure) => measure.elements);
  return elements.slice(0, 4).map((element) => wordsUnder(score, element));
};

it('are syllables, held syllables, and syllables that share a note', () => {
  const [first, second, third, fourth] = wordsOf([
    { text: 'Hel', goesOn: true, sungNote: 0 },
    { text: 'lo', sungNote: 2 },
    { text: 'my', sungNote: 2 },
  ]);
  expect(first).toEqual([{ verse: 1, text: 'Hel', continues: false, goesOn: true }]);
  expect(second).toEqual([{ verse: 1, text: '', continues: false, goesOn: true }]);
  expect(third).toEqual([{ verse: 1, text: 'lo my', continues: true, goesOn: false }]);
  expect(fourth).toEqual([{ verse: 1, text: '', continues: false, goesOn: false }]);
});

it('have no hyphens in Korean', () => {
  const [first, second] = wordsOf([
    { text: '사', goesOn: true, sungNote: 0 },
    { text: '랑', stops: true, sungNote: 1 },
  ]);
  expect(first).toEqual([{ verse: 1, text: '사', continues: false, goesOn: false }]);
  expect(second).toEqual([{ verse: 1, text: '랑', continues: false, goesOn: false }]);
});
