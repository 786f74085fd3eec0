import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../engraving/score.fixture.ts';
import { scoreEn } from '../messages-en.ts';
import { scoreKo } from '../messages-ko.ts';
import { scoreText } from './measure-text.ts';

const eighthRest = {
  kind: 'rest' as const,
  startTick: 48,
  durationTicks: 24,
  type: 'eighth' as const,
  dots: 0,
  fillsMeasure: false,
};
const c4 = { step: 'C', alter: 0, octave: 4 } as const;
const fSharp = { step: 'F', alter: 1, octave: 5 } as const;
const triplet = { actual: 3, normal: 2 };
const score = scoreOf([
  measureOf(
    [
      noteOf(c4),
      eighthRest,
      noteOf(fSharp, { startTick: 72, type: 'eighth', dots: 1, tiedToNext: true }),
      noteOf(c4, { startTick: 108, type: 'eighth', tuplet: triplet }),
    ],
    0,
    { number: 3 },
  ),
  measureOf(
    [{ ...eighthRest, startTick: 192, durationTicks: 192, type: 'whole', fillsMeasure: true }],
    0,
    {
      number: 4,
      startTick: 192,
    },
  ),
]);

it('describes measures in English', () => {
  expect(scoreText(score, scoreEn.reading, () => 'C major')).toEqual([
    {
      title: 'Bar 3',
      body: 'C major, 4/4 time, 60 quarter notes a minute, C4 quarter, rest eighth, F-sharp 5 dotted eighth (tied to the next), C4 triplet eighth',
    },
    { title: 'Bar 4', body: 'whole-bar rest' },
  ]);
});

it('describes measures in Korean', () => {
  expect(scoreText(score, scoreKo.reading, () => 'C장조')[0]).toEqual({
    title: '3마디',
    body: 'C장조, 4분의 4박자, 1분에 4분음표 60개, C4 4분음표, 8분쉼표, F 올림 5 점8분음표 (붙임줄), C4 셋잇단 8분음표',
  });
});

it('reads the word under a note', () => {
  const words = { ...score, lyrics: [{ text: 'Hel', goesOn: true as const, sungNote: 0 }] };
  expect(scoreText(words, scoreEn.reading, () => 'C major')[0]?.body).toContain(
    'C4 quarter word “Hel-”, rest eighth',
  );
});

it('reads the chords before the notes with which they begin', () => {
  const root = { step: 'F', alter: 1 } as const;
  const timed = { startSeconds: 0, confidence: 1 };
  const chords = [
    { startTick: 0, ...timed, symbol: { root, kind: 'minor-seventh' as const } },
    {
      ...{ startTick: 60, ...timed },
      symbol: { root, kind: 'major' as const, bass: { step: 'C', alter: 1 } as const },
    },
    { startTick: 192, ...timed },
  ];
  const read = (texts: typeof scoreEn.reading) =>
    scoreText({ ...score, chords }, texts, () => 'C').map(({ body }) => body);
  const [english, next] = read(scoreEn.reading);
  expect(english).toContain('minute, chord F-sharp minor seventh, C4 quarter');
  expect(english).toContain('chord F-sharp major over C-sharp, rest eighth');
  expect(next).toBe('no chord, whole-bar rest');
  const [suggested] = scoreText(
    { ...score, chords: chords.map((chord) => ({ ...chord, isSuggested: true as const })) },
    scoreKo.reading,
    () => 'C장조',
  );
  expect(suggested?.body).toContain('제안한 코드 F 올림 마이너 세븐, C4 4분음표');
  expect(read(scoreKo.reading)[0]).toContain('코드 F 올림 마이너 세븐, C4');
});
