import { describe, expect, it } from 'vitest';
import { gridHop, gridHopSeconds } from '../frame-grid.ts';
import { measureNote } from './measure-note.ts';

const frames = 60;

/** A note of 0.7 s whose pitch follows a curve of the time and of the share of the note that is over. */
function measured(midi: (seconds: number, done: number) => number) {
  const zeros = new Float32Array(frames);
  const curve = zeros.map((_, i) => midi(i * gridHopSeconds, i / frames));
  const note = measureNote(
    { startFrame: 0, endFrame: frames },
    {
      voice: new Float32Array(frames * gridHop).fill(0.1),
      midi: curve,
      evidence: { onset: zeros, offset: zeros, inside: zeros },
    },
  );
  if (!note) throw new Error('No pitch was found');
  return note;
}

describe('measureNote', () => {
  it('gives a steady pitch as it is', () => {
    const { centreMidi, spreadSemitones } = measured(() => 62.25);
    expect(centreMidi).toBeCloseTo(62.25, 4);
    expect(spreadSemitones).toBe(0);
  });

  it('hears a scoop as the pitch that it comes to, and passes over the fall', () => {
    const scoop = measured((_, done) => 64 - 3 * Math.max(0, 1 - done / 0.45));
    expect(scoop.centreMidi).toBeCloseTo(64, 4);
    const fall = measured((_, done) => 64 - 3 * Math.max(0, done - 0.85));
    expect(fall.centreMidi).toBeCloseTo(64, 4);
  });

  it('hears of a rise what two thirds of it reach', () => {
    const rise = measured((_, done) => 60 + 3 * done);
    expect(rise.centreMidi).toBeGreaterThan(61.8);
    expect(rise.centreMidi).toBeLessThan(62.2);
    expect(rise.spreadSemitones).toBeCloseTo(3 * 0.6 * 0.5, 1);
  });

  it('hears a vibrato as its mean', () => {
    const { centreMidi, vibrato } = measured((t) => 67 + 0.6 * Math.sin(2 * Math.PI * 5.5 * t));
    expect(vibrato).toBeDefined();
    expect(Math.abs(centreMidi - 67)).toBeLessThan(0.1);
  });

  it('puts frames heard an octave off back into the octave of most', () => {
    expect(measured((_, done) => (done > 0.4 && done < 0.6 ? 72 : 60)).centreMidi).toBe(60);
  });

  it('is no note where pitch is hardly heard', () => {
    expect(() => measured((_, done) => (done < 0.7 ? Number.NaN : 60))).not.toThrow();
    expect(() => measured((_, done) => (done < 0.8 ? Number.NaN : 60))).toThrow('No pitch');
  });
});
