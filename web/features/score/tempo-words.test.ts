import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from './engraving/score.fixture.ts';
import { tempoWord } from './tempo-words.ts';

const a4 = noteOf({ step: 'A', alter: 0, octave: 4 });

it.each([
  [40, 'Largo'],
  [72, 'Adagio'],
  [107.6, 'Moderato'],
  [107.4, 'Andante'],
  [140, 'Allegro'],
  [180, 'Presto'],
  [220, 'Prestissimo'],
])('%f quarters a minute are %s', (quarterBpm, word) => {
  const score = { ...scoreOf([measureOf([a4])]), tempos: [{ tick: 0, quarterBpm }] };
  expect(tempoWord(score)).toBe(word);
});

it('in six-eight dotted quarters count', () => {
  const sixEight = measureOf([a4], 0, { timeSignature: { beats: 6, beatType: 8 } });
  const score = { ...scoreOf([sixEight]), tempos: [{ tick: 0, quarterBpm: 150 }] };
  expect(tempoWord(score)).toBe('Andante');
});
