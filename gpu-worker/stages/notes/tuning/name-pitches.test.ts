import { describe, expect, it } from 'vitest';
import { namePitches } from './name-pitches.ts';
import type { SungPitch } from './scale-likelihood.ts';

const tune = [60, 64, 67, 65, 62, 64, 60, 59, 62, 67, 69, 65];

/** The tune repeated, two notes a second, with an error on every note and a drift in cents. */
function sung(cents: (seconds: number) => number, seconds = 60, missCents = 25): SungPitch[] {
  return Array.from({ length: 2 * seconds }, (_, i) => {
    const error = missCents * Math.sin(i * 2.3);
    const midi = (tune[i % tune.length] as number) + (cents(i / 2) + error) / 100;
    return { midi, timeSeconds: i / 2, durationSeconds: 0.4, spreadSemitones: 0 };
  });
}

const written = (notes: number) => Array.from({ length: notes }, (_, i) => tune[i % tune.length]);

describe('namePitches', () => {
  it.each([0, 35, -40])('finds a constant tuning of %i cents', (offset) => {
    const { midi, tuningOffsetCents } = namePitches(sung(() => offset));
    expect(Math.abs(tuningOffsetCents - offset)).toBeLessThan(6);
    expect(midi).toEqual(written(120));
  });

  it('follows singers who drift by 50 cents in three minutes, or in one', () => {
    for (const seconds of [180, 60]) {
      for (const cents of [-50, 50]) {
        const { midi } = namePitches(sung((t) => 10 + (cents * t) / seconds, seconds));
        expect(midi).toEqual(written(2 * seconds));
      }
    }
  });

  it('follows a drift past half a semitone', () => {
    const { midi, referenceCents } = namePitches(sung((t) => 10 + (70 * t) / 60));
    expect(referenceCents.at(-1)).toBeGreaterThan(65);
    expect(midi).toEqual(written(120));
  });

  it('keeps the tuning offset within half a semitone: one 56 cents sharp is named 44 cents flat', () => {
    const sharp = sung((t) => 45 + (70 * Math.max(0, t - 42)) / 18);
    const { midi, tuningOffsetCents } = namePitches(sharp);
    expect(Math.abs(tuningOffsetCents + 44)).toBeLessThan(6);
    expect(midi).toEqual(written(120).map((name = 0) => name + 1));
  });

  it('follows a singer who changes the tuning at a breath', () => {
    expect(namePitches(sung((t) => (t < 30 ? -10 : 35))).midi).toEqual(written(120));
  });

  it('names out-of-tune notes by the scale', () => {
    const pitches = sung(() => 0, 30).map((pitch, i) =>
      i % 12 === 3 ? { ...pitch, midi: pitch.midi + 0.35 } : pitch,
    );
    expect(pitches.some(({ midi }, i) => Math.round(midi) !== written(60)[i])).toBe(true);
    expect(namePitches(pitches).midi).toEqual(written(60));
  });

  it('keeps a chromatic note that is in tune', () => {
    const pitches = sung(() => 0, 30, 10).map((pitch, i) =>
      i % 12 === 3 ? { ...pitch, midi: pitch.midi + 1 } : pitch,
    );
    const raised = written(60).map((midi = 0, i) => (i % 12 === 3 ? midi + 1 : midi));
    expect(namePitches(pitches).midi).toEqual(raised);
  });

  it('follows a key change', () => {
    const raised = written(120).map((midi = 0, i) => (i < 60 ? midi : midi + 1));
    expect(namePitches(sung((t) => (t < 30 ? 0 : 100), 60, 15)).midi).toEqual(raised);
  });

  /** The tune over and over, in parts: notes of a duration, raised by cents. */
  function inParts(
    parts: readonly (readonly [notes: number, durationSeconds: number, cents: number])[],
  ): SungPitch[] {
    let timeSeconds = 0;
    return parts.flatMap(([notes, durationSeconds, cents]) =>
      written(notes).map((midi = 0) => {
        timeSeconds += durationSeconds + 0.1;
        const sungMidi = midi + cents / 100;
        return { midi: sungMidi, timeSeconds, durationSeconds, spreadSemitones: 0 };
      }),
    );
  }

  it('weighs the tuning by the duration of the notes', () => {
    // 24 s at 20 cents and 2.4 s at −30.
    const parts = inParts([
      [24, 1, 20],
      [24, 0.1, -30],
    ]);
    const mean = (20 * 24 - 30 * 2.4) / (24 + 2.4);
    expect(Math.abs(namePitches(parts).tuningOffsetCents - mean)).toBeLessThan(8);
  });

  it('names the pitches of another key by the tuning of the long notes of the song', () => {
    // 24 s at 20 cents and 9.6 s at −30, then a fifth and 45 cents up: seven semitones by the long notes,
    // whose tuning is 25 cents away. By the number of notes the tuning would be −14: eight semitones.
    const parts = inParts([
      [24, 1, 20],
      [96, 0.1, -30],
      [12, 0.4, 745],
    ]);
    const names = written(12).map((midi = 0) => midi + 7);
    expect(namePitches(parts).midi.slice(-12)).toEqual(names);
  });

  it('names by the nearest tuning: 57 cents sharp of a note is 43 cents flat of the next', () => {
    // The singer retunes, from 40 to 100 cents.
    const parts = inParts([
      [60, 0.4, 40],
      [24, 0.4, 100],
    ]);
    const { midi, tuningOffsetCents } = namePitches(parts);
    expect(Math.abs(tuningOffsetCents + 43)).toBeLessThan(4);
    expect(midi).toEqual([...written(60), ...written(24)].map((name = 0) => name + 1));
  });

  it('names no pitches', () => {
    expect(namePitches([])).toEqual({ midi: [], referenceCents: [], tuningOffsetCents: 0 });
  });
});
