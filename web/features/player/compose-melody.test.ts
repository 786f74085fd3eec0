import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { composeMelody, melodyFrames } from './compose-melody.ts';

const a4 = { step: 'A', alter: 0, octave: 4 } as const;
const b4 = { step: 'B', alter: 0, octave: 4 } as const;
const sung = (
  startSeconds: number,
  endSeconds: number,
  centreMidi: number,
  deviationCents = 0,
) => ({
  ...{ startSeconds, endSeconds, centreMidi, deviationCents, confidence: 1, loudnessDb: -20 },
});
const times = (melody: ReturnType<typeof composeMelody>) =>
  melody.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
const cents = (melody: ReturnType<typeof composeMelody>) =>
  melody.map(({ frequencyHz }) => Math.round(100 * (69 + 12 * Math.log2(frequencyHz / 440))));

it('plays written pitches in the singer’s tuning, and tied notes as one', () => {
  const melody = composeMelody(
    scoreOf(
      [
        measureOf([
          noteOf(a4, { tiedToNext: true }),
          noteOf(a4, { startTick: 48, tiedFromPrevious: true }),
          noteOf(b4, { startTick: 96, sungNote: 1 }),
        ]),
      ],
      // Each is 10 cents above the written pitch besides its own deviation.
      [sung(0.1, 1.8, 69.2, 10), sung(2.1, 2.9, 71.05, -5)],
    ),
  );
  expect(times(melody)).toEqual([
    [0.1, 1.8],
    [2.1, 2.9],
  ]);
  expect(cents(melody)).toEqual([6910, 7110]);
});

it('the tuning is the median, without notes that are more than half a semitone off', () => {
  const tuningOf = (centres: readonly number[]) => {
    const notes = centres.map((_, i) => noteOf(a4, { startTick: 48 * i, sungNote: i }));
    const all = centres.map((centre, i) => sung(i, i + 1, centre));
    return cents(composeMelody(scoreOf([measureOf(notes)], all)))[0]! - 6900;
  };
  expect(tuningOf([69.1, 69.3, 69.2])).toBe(20);
  expect(tuningOf([69.5, 70, 70, 70])).toBe(50);
  expect(tuningOf([68.5, 66, 66, 66])).toBe(-50);
  expect(tuningOf([71])).toBe(0);
});

it('a note ends with its singing, before a breath, but lasts at least 50 ms', () => {
  const played = (endSeconds: number) =>
    times(
      composeMelody(
        scoreOf(
          [measureOf([noteOf(a4), noteOf(b4, { startTick: 48, sungNote: 1 })])],
          [sung(1, endSeconds, 69), sung(2, 3, 71)],
        ),
      ),
    )[0];
  expect(played(1.8)).toEqual([1, 1.8]);
  expect(played(1.02)).toEqual([1, 1.05]);
});

it('one sung note on two written pitches is two notes', () => {
  const melody = composeMelody(
    scoreOf([measureOf([noteOf(a4), noteOf(b4, { startTick: 48 })])], [sung(0.2, 1.9, 69)]),
  );
  expect(times(melody)).toEqual([
    [0.2, 1],
    [1, 1.9],
  ]);
  expect(cents(melody)).toEqual([6900, 7100]);
});

it('leaves out written notes whose time is over before they begin', () => {
  const melody = composeMelody(
    scoreOf([measureOf([noteOf(a4), noteOf(b4, { startTick: 48 })])], [sung(0.2, 0.9, 69)]),
  );
  expect(times(melody)).toEqual([[0.2, 0.9]]);
});

it('takes the notes in the order in which they were sung', () => {
  const melody = composeMelody(
    scoreOf(
      [
        measureOf([noteOf(b4, { startTick: 0, sungNote: 1 })]),
        measureOf([noteOf(a4, { startTick: 192, sungNote: 0 })], 0, { startTick: 192 }),
      ],
      [sung(0, 1, 69), sung(2, 3, 71)],
    ),
  );
  expect(cents(melody)).toEqual([6900, 7100]);
});

it('the engine gets frames of the song', () => {
  const notes = [{ startSeconds: 1.0004, endSeconds: 2, frequencyHz: 440 }];
  expect(melodyFrames(notes, 1000)).toEqual({
    starts: Float64Array.of(1001),
    ends: Float64Array.of(2000),
    frequenciesHz: Float64Array.of(440),
  });
});
