import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hzToMidi, midiToHz } from './pitch-units.ts';

it.each([
  ['A4', 69, 440],
  ['middle C', 60, 261.6256],
  ['C7', 96, 2093.0045],
  ['half a semitone above A3', 57.5, 226.4465],
])('converts %s both ways', (_, midi, hz) => {
  expect(midiToHz(midi)).toBeCloseTo(hz, 3);
  expect(hzToMidi(hz)).toBeCloseTo(midi, 5);
});

it('doubles the frequency with each octave', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 115, noNaN: true }), (midi) => {
      expect(midiToHz(midi + 12) / midiToHz(midi)).toBeCloseTo(2, 9);
    }),
  );
});
