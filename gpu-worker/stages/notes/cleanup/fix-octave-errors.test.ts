import { midiToHz } from '@my-pitch/shared/pitch-units';
import { describe, expect, it } from 'vitest';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { singCurve } from '../testing/sing-curve.ts';
import { fixOctaveErrors } from './fix-octave-errors.ts';

const rateHz = 22_050;

/** A note of 0.45 s that begins every half second. */
const note = (i: number, centreMidi: number): MeasuredNote => ({
  span: { startFrame: 0, endFrame: 1 },
  startSeconds: i * 0.5,
  endSeconds: i * 0.5 + 0.45,
  centreMidi,
  spreadSemitones: 0,
  confidence: 1,
  loudnessDb: -20,
});

/** The pitches of notes half a second apart, sung as given and tracked as given. */
function fixed(sung: readonly number[], tracked: readonly number[]) {
  const voice = singCurve({
    seconds: sung.length * 0.5,
    midi: (t) => sung[Math.min(sung.length - 1, Math.floor(t / 0.5))] as number,
  });
  const notes = tracked.map((midi, i) => note(i, midi));
  return fixOctaveErrors(notes, voice, rateHz).map(({ centreMidi }) => centreMidi);
}

/** Sine tones of given frequencies and amplitudes. */
const partials = (...tones: readonly (readonly [hz: number, amplitude: number])[]) =>
  Float32Array.from({ length: 1.5 * rateHz }, (_, i) =>
    tones.reduce((sum, [hz, a]) => sum + 0.1 * a * Math.sin((2 * Math.PI * hz * i) / rateHz), 0),
  );
const amplitudeOf = (decibels: number) => 10 ** (decibels / 20);

describe('fixOctaveErrors', () => {
  it('corrects a note tracked an octave too high or too low', () => {
    expect(fixed([60, 62, 64, 62], [60, 74, 64, 62])).toEqual([60, 62, 64, 62]);
    expect(fixed([60, 62, 64, 62], [60, 50, 64, 62])).toEqual([60, 62, 64, 62]);
  });

  it('leaves octaves that were sung', () => {
    expect(fixed([60, 72, 60, 62], [60, 72, 60, 62])).toEqual([60, 72, 60, 62]);
    expect(fixed([60, 48, 60, 62], [60, 48, 60, 62])).toEqual([60, 48, 60, 62]);
  });

  it('suspects leaps of more than 8 semitones from both neighbours, to the same side', () => {
    expect(fixed([61, 57.5, 61], [61, 69.5, 61])).toEqual([61, 57.5, 61]);
    expect(fixed([62, 57.5, 62], [62, 69.5, 62])).toEqual([62, 69.5, 62]);
    expect(fixed([61, 57.5, 62], [61, 69.5, 62])).toEqual([61, 69.5, 62]);
    expect(fixed([60, 64.5, 60], [60, 52.5, 60])).toEqual([60, 52.5, 60]);
    expect(fixed([60, 63.5, 60], [60, 51.5, 60])).toEqual([60, 63.5, 60]);
    expect(fixed([50, 60, 70], [50, 72, 86])).toEqual([50, 72, 86]);
  });

  it('corrects where that brings the note within a fifth of both neighbours', () => {
    expect(fixed([60, 66.5, 60], [60, 78.5, 60])).toEqual([60, 66.5, 60]);
    expect(fixed([60, 67.5, 60], [60, 79.5, 60])).toEqual([60, 79.5, 60]);
    expect(fixed([60, 66.5, 59], [60, 78.5, 59])).toEqual([60, 78.5, 59]);
  });

  it('needs a neighbour on both sides, less than 3 s away', () => {
    expect(fixed([62, 60, 62], [74, 60, 62])).toEqual([74, 60, 62]);
    const pauseOf = (seconds: number) => {
      const voice = singCurve({ seconds: 6, midi: () => 62 });
      const last = { ...note(1, 60), startSeconds: 0.95 + seconds, endSeconds: 1.4 + seconds };
      const notes = [note(0, 60), note(1, 74), last];
      return fixOctaveErrors(notes, voice, rateHz)[1]?.centreMidi;
    };
    expect(pauseOf(2.9)).toBe(62);
    expect(pauseOf(3.1)).toBe(74);
  });

  it('lowers a note whose partials an octave below lie at most 12 dB under its own', () => {
    const hz = midiToHz(74);
    const withSubharmonic = (decibels: number, level = 1) =>
      fixOctaveErrors(
        [note(0, 62), note(1, 74), note(2, 62)],
        partials([hz, level], [hz / 2, level * amplitudeOf(decibels)]),
        rateHz,
      )[1]?.centreMidi;
    // Also in a recording that is 70 dB softer.
    for (const level of [1, amplitudeOf(-70)]) {
      expect(withSubharmonic(-11, level)).toBe(62);
      expect(withSubharmonic(-13, level)).toBe(74);
    }
  });

  it('raises a note whose odd partials lie more than 12 dB under its even ones', () => {
    const hz = midiToHz(50);
    const withOddPartial = (decibels: number) =>
      fixOctaveErrors(
        [note(0, 62), note(1, 50), note(2, 62)],
        partials([2 * hz, 1], [hz, amplitudeOf(decibels)]),
        rateHz,
      )[1]?.centreMidi;
    expect(withOddPartial(-13)).toBe(62);
    expect(withOddPartial(-11)).toBe(50);
  });

  it('compares four odd partials with four even ones', () => {
    const hz = midiToHz(74);
    const withPartial = (multiple: number) =>
      fixOctaveErrors(
        [note(0, 62), note(1, 74), note(2, 62)],
        partials([hz, 1], [multiple * hz, 1]),
        rateHz,
      )[1]?.centreMidi;
    expect(withPartial(1.5)).toBe(62);
    expect(withPartial(3.5)).toBe(62);
    expect(withPartial(4.5)).toBe(74);
  });

  it('finds partials that are 40 cents off the tracked pitch', () => {
    // Without that, the upper partial, further off in Hz, would be missed, the lower one less so.
    const hz = midiToHz(74.4);
    const [, kept] = fixOctaveErrors(
      [note(0, 62), note(1, 74), note(2, 62)],
      partials([hz, 1], [hz / 2, amplitudeOf(-16)]),
      rateHz,
    );
    expect(kept?.centreMidi).toBe(74);
  });

  it('looks at the middle half second of longer notes', () => {
    const hz = midiToHz(74);
    const voice = partials([hz, 1]);
    const below = partials([hz / 2, 20]);
    voice.set(below.subarray(0.5 * rateHz, 0.7 * rateHz), 0.5 * rateHz);
    const long = { ...note(1, 74), startSeconds: 0.5, endSeconds: 1.5 };
    const [, kept] = fixOctaveErrors([note(0, 62), long, note(3, 62)], voice, rateHz);
    expect(kept?.centreMidi).toBe(74);
  });
});
