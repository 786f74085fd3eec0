import { describe, expect, it } from 'vitest';
import { hiss, mix } from '../../pitch/testing/synthetic-voice.ts';
import { gridFrames, gridRateHz } from '../frame-grid.ts';
import { singCurve } from '../testing/sing-curve.ts';
import { harmonicSharesDb } from './harmonic-shares.ts';

const seconds = 1;
const span = { startFrame: 10, endFrame: 70 };
const sung = (midi: number, level = 1) =>
  singCurve({ seconds, midi: () => midi, level: () => level });

/** The share of one sound at the harmonics of a pitch. */
async function shareDb(voice: Float32Array, midi: number): Promise<number> {
  const track = new Float32Array(gridFrames(voice.length)).fill(midi);
  return (await harmonicSharesDb([span], voice, track))[0] as number;
}

describe('harmonicSharesDb', () => {
  it.each([45, 57, 69, 81])('is nearly 0 dB for a voice alone at MIDI %i', async (midi) => {
    expect(await shareDb(sung(midi), midi)).toBeGreaterThan(-0.3);
    expect(await shareDb(sung(midi), midi)).toBeLessThanOrEqual(0);
  });

  it('falls to half where another tone is as loud', async () => {
    const tone = (midi: number) => singCurve({ seconds, midi: () => midi, harmonics: 1 });
    const [low, high] = [tone(69), tone(76.5)];
    const power = (sound: Float32Array) => sound.reduce((sum, sample) => sum + sample ** 2, 0);
    const scale = Math.sqrt(power(low) / power(high));
    const two = mix(
      low,
      high.map((sample) => scale * sample),
    );
    expect(await shareDb(two, 69)).toBeCloseTo(-3, 1);
  });

  it('is low for the pitch of nothing that sounds', async () => {
    expect(await shareDb(sung(69), 73.5)).toBeLessThan(-15);
    // Three of 19.3 bins at each harmonic of 207.65 Hz.
    expect(await shareDb(hiss(seconds, 0.3, gridRateHz), 56)).toBeCloseTo(-8, 0);
  });

  it('counts harmonics up to 3.2 kHz, and no other sounds above', async () => {
    const high = singCurve({ seconds, midi: () => 104, harmonics: 1 });
    expect(await shareDb(mix(sung(69), high), 69)).toBeGreaterThan(-0.3);
    const within = singCurve({ seconds, midi: () => 98.5, harmonics: 1 });
    expect(await shareDb(mix(sung(69, 0.3), within), 69)).toBeLessThan(-1);
  });

  it('listens to the pitched frames of each note alone', async () => {
    const voice = mix(sung(69), hiss(0.45, 0.3, gridRateHz));
    const midi = new Float32Array(gridFrames(voice.length)).fill(69);
    const early = { startFrame: 0, endFrame: 30 };
    const late = { startFrame: 50, endFrame: 80 };
    const [noisy = 0, clear = 0] = await harmonicSharesDb([early, late], voice, midi);
    expect(noisy).toBeLessThan(-3);
    expect(clear).toBeGreaterThan(-0.3);
    midi.fill(Number.NaN, 0, 45);
    expect(await harmonicSharesDb([early, late], voice, midi)).toEqual([0, clear]);
  });

  it('has no shares of no notes', async () => {
    expect(await harmonicSharesDb([], sung(60), new Float32Array(0))).toEqual([]);
  });
});
