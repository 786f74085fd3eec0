import { expect, it } from 'vitest';
import { midiOf } from './pitch-names.ts';

it.each([
  [{ step: 'C', alter: 0, octave: -1 }, 0],
  [{ step: 'C', alter: 0, octave: 4 }, 60],
  [{ step: 'D', alter: 0, octave: 4 }, 62],
  [{ step: 'E', alter: 0, octave: 4 }, 64],
  [{ step: 'F', alter: 0, octave: 4 }, 65],
  [{ step: 'G', alter: 0, octave: 4 }, 67],
  [{ step: 'A', alter: 0, octave: 4 }, 69],
  [{ step: 'B', alter: 1, octave: 3 }, 60],
  [{ step: 'C', alter: -1, octave: 5 }, 71],
] as const)('%o is MIDI %i', (pitch, midi) => {
  expect(midiOf(pitch)).toBe(midi);
});
