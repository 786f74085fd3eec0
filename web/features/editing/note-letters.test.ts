import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { steps } from '@my-pitch/shared/pitch-name';
import { describe, expect, it } from 'vitest';
import { nearestWithName, pitchAtStaffPosition } from './note-letters.ts';

describe('a note name', () => {
  it('has the accidental of the key', () => {
    expect(nearestWithName('F', { fifths: 2 }, 69)).toBe(66);
    expect(nearestWithName('F', { fifths: 0 }, 69)).toBe(65);
    expect(nearestWithName('B', { fifths: -1 }, 69)).toBe(70);
    expect(nearestWithName('E', { fifths: -1 }, 69)).toBe(64);
    expect(nearestWithName('E', { fifths: -2 }, 68)).toBe(63);
  });

  it.each([-7, -4, 0, 3, 7])('is spelled by the same name again in a key of %i', (fifths) => {
    for (const step of steps) {
      expect(spellPitch(nearestWithName(step, { fifths }, 60), fifths).step).toBe(step);
    }
  });

  it('is at most a tritone away, within MIDI’s numbers', () => {
    for (let near = 0; near <= 127; near++) {
      for (const step of steps) {
        const midi = nearestWithName(step, { fifths: 0 }, near);
        expect(midi >= 0 && midi <= 127).toBe(true);
        if (near >= 6 && near <= 121) expect(Math.abs(midi - near)).toBeLessThanOrEqual(6);
      }
    }
  });
});

it('names the lines and spaces of a staff', () => {
  expect(pitchAtStaffPosition(30, { fifths: 0 })).toEqual({ step: 'E', alter: 0, octave: 4 });
  expect(pitchAtStaffPosition(31, { fifths: 1 })).toEqual({ step: 'F', alter: 1, octave: 4 });
  expect(pitchAtStaffPosition(-1, { fifths: 0 })).toEqual({ step: 'B', alter: 0, octave: -1 });
  expect(pitchAtStaffPosition(-8, { fifths: 0 })).toBeUndefined();
});
