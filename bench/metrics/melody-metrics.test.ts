import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { meanMelodyScores, scoreMelody } from './melody-metrics.ts';
import { readRows } from './read-rows.ts';

const cases = resolve(import.meta.dirname, '../../../shared/testdata/mir_eval/melody');

function readSeries(name: string) {
  const rows = readRows(join(cases, name));
  return { timeSeconds: rows.map(([time]) => time!), frequencyHz: rows.map(([, hz]) => hz!) };
}

it.skipIf(!existsSync(cases))('agrees with mir_eval (skipped if its test data are missing)', () => {
  for (const number of ['00', '01', '02', '03', '04']) {
    const scores = scoreMelody(readSeries(`ref${number}.txt`), readSeries(`est${number}.txt`));
    const expected = JSON.parse(readFileSync(join(cases, `output${number}.json`), 'utf8'));
    expect(scores.voicingRecall).toBeCloseTo(expected['Voicing Recall'], 6);
    expect(scores.voicingFalseAlarm).toBeCloseTo(expected['Voicing False Alarm'], 6);
    expect(scores.rawPitchAccuracy).toBeCloseTo(expected['Raw Pitch Accuracy'], 6);
    expect(scores.rawChromaAccuracy).toBeCloseTo(expected['Raw Chroma Accuracy'], 6);
    expect(scores.overallAccuracy).toBeCloseTo(expected['Overall Accuracy'], 6);
  }
});

it('distinguishes pitch, octave and voicing errors', () => {
  const timeSeconds = [0, 0.01, 0.02, 0.03, 0.04];
  const reference = { timeSeconds, frequencyHz: [220, 220, 220, 220, 0] };
  const estimate = { timeSeconds, frequencyHz: [220, 440, -220, 250, 100] };
  expect(scoreMelody(reference, estimate)).toEqual({
    voicingRecall: 3 / 4,
    voicingFalseAlarm: 1,
    rawPitchAccuracy: 2 / 4,
    rawChromaAccuracy: 3 / 4,
    overallAccuracy: 1 / 5,
  });
});

it('takes the mean of each measure', () => {
  const [low, high] = [0.25, 0.75].map((value) => ({
    voicingRecall: value,
    voicingFalseAlarm: value / 2,
    rawPitchAccuracy: value / 3,
    rawChromaAccuracy: value / 4,
    overallAccuracy: value / 5,
  }));
  const { rawPitchAccuracy, ...others } = meanMelodyScores([low!, high!]);
  expect(rawPitchAccuracy).toBeCloseTo(0.5 / 3, 9);
  expect(others).toEqual({
    voicingRecall: 0.5,
    voicingFalseAlarm: 0.25,
    rawChromaAccuracy: 0.125,
    overallAccuracy: 0.1,
  });
});
