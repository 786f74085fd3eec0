import { describe, expect, it } from 'vitest';
import type { Harmony } from '../accompaniment/estimate-harmony.ts';
import { sungNote } from '../testing/melodies.ts';
import { settleNames } from './settle-names.ts';

/** Ode to Joy in C. */
const odeInC = [64, 64, 65, 67, 67, 65, 64, 62, 60, 60, 62, 64, 64, 62, 62, 60];

/** The tune a number of semitones higher, by a singer with this tuning against its names. */
const sungBy = (semitones: number, tuningOffsetCents: number) => ({
  notes: odeInC.map((midi, i) => ({
    ...sungNote(i, i + 0.9, midi + semitones),
    centreMidi: midi + semitones + tuningOffsetCents / 100,
  })),
  tuningOffsetCents,
});

/** A band that plays the notes of a C major scale, all this far above A4 = 440 Hz. */
function bandTunedTo(semitones: number): Harmony {
  const pitches = new Float64Array(120);
  for (const pitchClass of [0, 2, 4, 5, 7, 9, 11]) {
    pitches[(120 + Math.round(10 * (pitchClass + semitones))) % 120] = 1 / 7;
  }
  return { pitches, seconds: 60 };
}

describe('settleNames', () => {
  it('writes a voice between D♭ and C in C', () => {
    const settled = settleNames(sungBy(1, -43), undefined);
    expect(settled.notes.map(({ midi }) => midi)).toEqual(odeInC);
    expect(settled.tuningOffsetCents).toBeCloseTo(57, 9);
    expect(settled.notes[0]?.centreMidi).toBeCloseTo(64.57, 9);
  });

  it('writes a voice between B and C in C', () => {
    const settled = settleNames(sungBy(-1, 38), undefined);
    expect(settled.notes.map(({ midi }) => midi)).toEqual(odeInC);
    expect(settled.tuningOffsetCents).toBeCloseTo(-62, 9);
  });

  it('keeps the names of a voice that is nearer to them, whatever their key', () => {
    const inDFlat = sungBy(1, -30);
    expect(settleNames(inDFlat, undefined)).toBe(inDFlat);
  });

  it('keeps the key with fewer accidentals', () => {
    const inC = sungBy(0, 45);
    expect(settleNames(inC, undefined)).toBe(inC);
  });

  it('names a voice by the tuning of its band', () => {
    // Both sing and play 55 cents above C, which is 45 cents below D♭. The band’s tuning is −45.
    const withBand = settleNames(sungBy(0, 48), bandTunedTo(0.6));
    expect(withBand.notes.map(({ midi }) => midi)).toEqual(odeInC.map((midi) => midi + 1));
    expect(withBand.tuningOffsetCents).toBeCloseTo(-52, 9);
    const inDFlat = sungBy(1, -43);
    expect(settleNames(inDFlat, bandTunedTo(-0.3))).toBe(inDFlat);
  });

  it('keeps the names over a band without a tuning', () => {
    const noise = { pitches: new Float64Array(120).fill(1 / 120), seconds: 60 };
    const inDFlat = sungBy(1, -43);
    expect(settleNames(inDFlat, noise)).toBe(inDFlat);
  });
});
