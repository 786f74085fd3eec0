import { expect, it } from 'vitest';
import { planRow } from './plan-row.ts';
import { measureOf, noteOf, scoreOf } from './score.fixture.ts';

const a4 = noteOf({ step: 'A', alter: 0, octave: 4 });

it('every row begins with clef and key signature; the time signature appears only where it changes', () => {
  const measures = [0, 1, 2, 3, 4].map((index) =>
    measureOf([a4], 1, { number: index + 1, startTick: index * 192 }),
  );
  const score = scoreOf(measures);
  const rows = [0, 2, 4].map((firstMeasure) =>
    planRow(score, { firstMeasure, measureCount: Math.min(2, 5 - firstMeasure) }),
  );
  expect(rows.flat().map(({ clef }) => clef?.name)).toEqual([
    'treble',
    undefined,
    'treble',
    undefined,
    'treble',
  ]);
  expect(rows.flat().map(({ timeSignature }) => timeSignature)).toEqual(['4/4', ...Array(4)]);
  expect(rows.flat().map(({ keySignature }) => keySignature?.now)).toEqual([
    'G',
    undefined,
    'G',
    undefined,
    'G',
  ]);
  expect(rows.flat().map(({ isLast }) => isLast)).toEqual([false, false, false, false, true]);
});

it('a key that changes within a row cancels the old one', () => {
  const score = scoreOf([measureOf([a4], 2), measureOf([a4], -1, { startTick: 192 })]);
  const [, second] = planRow(score, { firstMeasure: 0, measureCount: 2 });
  expect(second?.keySignature).toEqual({ now: 'F', before: 'D' });
});

it('with an octave clef notes are written an octave above their pitch', () => {
  const score = { ...scoreOf([measureOf([a4])]), clef: 'treble-8vb' as const };
  const [measure] = planRow(score, { firstMeasure: 0, measureCount: 1 });
  expect(measure?.clef).toEqual({ name: 'treble', annotation: '8vb' });
  expect(measure?.elements[0]?.note.keys).toEqual(['a/5']);
});

it('a tempo counts the beats of its metre, and names swing', () => {
  const compound = measureOf([a4], 0, { timeSignature: { beats: 6, beatType: 8 } });
  const tempoOf = (score: ReturnType<typeof scoreOf>) =>
    planRow(score, { firstMeasure: 0, measureCount: 1 })[0]?.tempo;
  expect(tempoOf(scoreOf([compound]))).toEqual({ duration: 'q', dots: 1, bpm: 40 });
  const swung = { ...scoreOf([measureOf([a4])]) };
  swung.tempos = [{ tick: 0, quarterBpm: 120, swing: true }];
  expect(tempoOf(swung)).toEqual({ duration: 'q', dots: 0, bpm: 120, name: 'Swing' });
});
