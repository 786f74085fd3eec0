import { describe, expect, it } from 'vitest';
import { melBands } from '../network/mel-spectrogram.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { heldLogOdds, type VoiceSound } from './held-evidence.ts';

const frames = 200;
const boundary = 80;
const [first, second] = [measuredNote(20, boundary), measuredNote(boundary, 140)];

/** A steady vowel, which the network is sure of. */
function vowel(): VoiceSound {
  return {
    mel: new Float32Array(frames * melBands).fill(-2),
    inside: new Float32Array(frames).fill(5),
  };
}

/** The vowel with other bands in some frames, relative to the boundary. */
function vowelWith(decibels: number, [from, to]: readonly [number, number], bands = [0, melBands]) {
  const sound = vowel();
  const [low = 0, high = melBands] = bands;
  for (let frame = boundary + from; frame < boundary + to; frame++) {
    sound.mel.subarray(frame * melBands + low, frame * melBands + high).fill(-2 + decibels / 10);
  }
  return sound;
}

/** The vowel with an inside log-odds in one frame, relative to the boundary. */
function unsureAt(frame: number, logOdds: number): VoiceSound {
  const sound = vowel();
  sound.inside[boundary + frame] = logOdds;
  return sound;
}

const steady = heldLogOdds(first, second, vowel());
const change = (sound: VoiceSound) => heldLogOdds(first, second, sound) - steady;

describe('heldLogOdds', () => {
  it('is for one note in a steady vowel', () => {
    expect(steady).toBeGreaterThan(2);
  });

  it('falls with a dip of the middle or the high bands near the boundary, not of the low ones', () => {
    expect(change(vowelWith(-10, [-1, 1], [8, 20]))).toBeCloseTo(-2.05, 4);
    expect(change(vowelWith(-10, [-1, 1], [20, 40]))).toBeCloseTo(-2.05, 4);
    expect(change(vowelWith(-10, [-1, 1], [0, 8]))).toBeCloseTo(0, 4);
    expect(change(vowelWith(-10, [-5, -4]))).toBeCloseTo(-4.1, 4);
    expect(change(vowelWith(-10, [3, 4]))).toBeCloseTo(-4.1, 4);
    expect(change(vowelWith(-10, [-6, -5]))).toBeCloseTo(0, 4);
    expect(change(vowelWith(-10, [4, 5]))).toBeCloseTo(0, 4);
  });

  it('takes the deepest frame of a dip, and no more than 15 dB', () => {
    const sound = vowelWith(-5, [-2, 2]);
    sound.mel.subarray(boundary * melBands, (boundary + 1) * melBands).fill(-3);
    expect(change(sound)).toBeCloseTo(-4.1, 4);
    expect(change(vowelWith(-40, [0, 1]))).toBeCloseTo(-6.15, 4);
  });

  it('measures a dip against the softer of before and after', () => {
    const softer = vowelWith(-10, [-5, 60]);
    expect(change(softer)).toBeCloseTo(0, 4);
    softer.mel.subarray(boundary * melBands, (boundary + 1) * melBands).fill(-4);
    expect(change(softer)).toBeCloseTo(-4.1, 4);
  });

  it('counts a sound that swells between the notes for one note, up to 6 dB', () => {
    expect(change(vowelWith(3, [-5, 4]))).toBeCloseTo(3 * 0.41, 4);
    expect(change(vowelWith(20, [-5, 4]))).toBeCloseTo(6 * 0.41, 4);
  });

  it('falls where the network is not sure of being inside a note', () => {
    expect(change(unsureAt(0, 2))).toBeCloseTo(-0.906, 4);
    expect(change(unsureAt(-6, -1))).toBeCloseTo(-4 * 0.906, 4);
    expect(change(unsureAt(2, -1))).toBeCloseTo(-4 * 0.906, 4);
    expect(change(unsureAt(-7, -1))).toBeCloseTo(0, 4);
    expect(change(unsureAt(3, -1))).toBeCloseTo(0, 4);
    expect(change(unsureAt(0, 4))).toBeCloseTo(0, 4);
  });

  it('falls with the distance of the pitches, up or down', () => {
    for (const midi of [61.5, 62.5]) {
      const other = heldLogOdds(first, measuredNote(boundary, 140, midi), vowel());
      expect(other - steady).toBeCloseTo(-1.11, 4);
    }
  });

  it('rises where the first part alone is doubtful', () => {
    const doubtful = { ...first, confidence: 0.75 };
    expect(heldLogOdds(doubtful, second, vowel()) - steady).toBeCloseTo(1.8, 4);
  });

  it('takes what is outside of the recording for silence', () => {
    const mel = new Float32Array(4 * melBands).fill(-2);
    const short = { mel, inside: new Float32Array(4).fill(5) };
    expect(heldLogOdds(measuredNote(0, 2), measuredNote(2, 4), short)).toBeLessThan(10);
  });
});
