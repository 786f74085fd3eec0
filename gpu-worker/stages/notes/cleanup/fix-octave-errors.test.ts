import { describe, expect, it } from 'vitest';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { singCurve } from '../testing/sing-curve.ts';
import { fixOctaveErrors } from './fix-octave-errors.ts';

const note = (i: number, centreMidi: number): MeasuredNote => ({
  span: { startFrame: 0, endFrame: 1 },
  startSeconds: i * 0.5,
  endSeconds: i * 0.5 + 0.45,
  centreMidi,
  spreadSemitones: 0,
  confidence: 1,
  loudnessDb: -20,
});

/** Notes half a second apart, sung as given and heard as given. */
function mended(sung: number[], heard: number[]) {
  const voice = singCurve({
    seconds: sung.length * 0.5,
    midi: (t) => sung[Math.min(sung.length - 1, Math.floor(t / 0.5))] as number,
  });
  const notes = fixOctaveErrors(
    heard.map((midi, i) => note(i, midi)),
    voice,
    22_050,
  );
  return notes.map(({ centreMidi }) => centreMidi);
}

describe('fixOctaveErrors', () => {
  it('puts a note back that was heard an octave too high or too low', () => {
    expect(mended([60, 62, 64, 62], [60, 74, 64, 62])).toEqual([60, 62, 64, 62]);
    expect(mended([60, 62, 64, 62], [60, 50, 64, 62])).toEqual([60, 62, 64, 62]);
  });

  it('leaves octaves that were truly sung', () => {
    expect(mended([60, 72, 60, 62], [60, 72, 60, 62])).toEqual([60, 72, 60, 62]);
    expect(mended([60, 48, 60, 62], [60, 48, 60, 62])).toEqual([60, 48, 60, 62]);
  });
});
