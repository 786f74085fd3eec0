import { melodyScore, odeToJoy } from '../../notation/melody.fixture.ts';
import type { Score } from '../../score.ts';
import type { ScoreSyllable } from '../syllable.ts';

const first: readonly (readonly [string, number, Partial<ScoreSyllable>?])[] = [
  ['Freu', 0, { goesOn: true, starts: 'stanza' }],
  ['de,', 1],
  ['schö', 2, { goesOn: true }],
  ['ner', 4],
  ['Göt', 5, { goesOn: true }],
  ['ter', 5, { goesOn: true }],
  ['fun', 6, { goesOn: true }],
  ['ken', 7],
  ['Toch', 9, { goesOn: true, starts: 'line' }],
  ['ter', 10],
  ['&', 10],
  ['aus', 10],
  ['<E>', 11, { goesOn: true }],
  ['ly', 12, { goesOn: true }],
  ['sium!', 13, { stops: true }],
];

/** The Ode with words: two lines, syllables that share a note or are held, and a second verse of one word. */
export const wordyOde: Score = {
  ...melodyScore(odeToJoy),
  lyrics: [
    ...first.map(([text, sungNote, others]) => ({ text, sungNote, ...others })),
    { text: '둘', sungNote: 0, verse: 2 },
  ],
};
