import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hzToMidi } from '@my-pitch/shared/pitch-units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MeasuredNote, scoreNotes } from './note-metrics.ts';
import { readRows } from './read-rows.ts';

const cases = resolve(import.meta.dirname, '../../../shared/testdata/mir_eval/transcription');

function readNotes(name: string): MeasuredNote[] {
  return readRows(join(cases, name)).map(([startSeconds, endSeconds, hz]) => ({
    startSeconds: startSeconds!,
    endSeconds: endSeconds!,
    midi: hzToMidi(hz!),
  }));
}

it.skipIf(!existsSync(cases))('agrees with mir_eval (skipped if its test data are missing)', () => {
  for (const number of ['00', '01', '02', '03', '04']) {
    const scores = scoreNotes(readNotes(`ref${number}.txt`), readNotes(`est${number}.txt`));
    const expected = JSON.parse(readFileSync(join(cases, `output${number}.json`), 'utf8'));
    for (const [name, { precision, recall, fMeasure }] of [
      ['Onset_', scores.onset],
      ['Offset_', scores.offset],
      ['', scores.onsetPitchOffset],
      ['no_offset', scores.onsetPitch],
    ] as const) {
      const key = (measure: string) =>
        name === 'no_offset' ? `${measure}_no_offset` : `${name}${measure}`;
      expect(precision).toBeCloseTo(expected[key('Precision')], 6);
      expect(recall).toBeCloseTo(expected[key('Recall')], 6);
      expect(fMeasure).toBeCloseTo(expected[key('F-measure')], 6);
    }
  }
});

describe('scoreNotes', () => {
  const note = (startSeconds: number, midi = 60): MeasuredNote => ({
    startSeconds,
    endSeconds: startSeconds + 0.5,
    midi,
  });

  it('accepts a distance of exactly the tolerance, and matches each note once', () => {
    const { onset, onsetPitch } = scoreNotes(
      [note(1), note(2)],
      [note(1.05), note(1), note(2, 61)],
    );
    expect(onset).toEqual({ precision: 2 / 3, recall: 1, fMeasure: 0.8 });
    expect(onsetPitch.recall).toBe(0.5);
  });

  it('is 0 without notes on either side', () => {
    expect(scoreNotes([], [note(1)]).onset.fMeasure).toBe(0);
    expect(scoreNotes([note(1)], []).onset.fMeasure).toBe(0);
  });

  it('is perfect for any notes against themselves', () => {
    const anyNotes = fc
      .array(fc.double({ min: 0.3, max: 2, noNaN: true }), { minLength: 1, maxLength: 40 })
      .map((gaps) => {
        let at = 0;
        return gaps.map((gap) => {
          at += gap;
          return at;
        });
      });
    fc.assert(
      fc.property(anyNotes, (starts) => {
        const notes = starts.map((start) => note(start));
        expect(scoreNotes(notes, notes).onsetPitchOffset.fMeasure).toBe(1);
      }),
    );
  });
});
