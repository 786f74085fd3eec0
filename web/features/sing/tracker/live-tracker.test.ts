import { expect, it } from 'vitest';
import { type LiveFrame, LiveTracker } from './live-tracker.ts';

const rateHz = 44_100;

/** A tone with eight harmonics whose pitch, in fractional MIDI, is a function of time. */
function sing(seconds: number, midiAt: (seconds: number) => number, gain = 0.2): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => {
    phase += (2 * Math.PI * 440 * 2 ** ((midiAt(i / rateHz) - 69) / 12)) / rateHz;
    let sum = 0;
    for (let harmonic = 1; harmonic <= 8; harmonic++) sum += Math.sin(harmonic * phase) / harmonic;
    return gain * sum;
  });
}

function track(sound: Float32Array, rate = rateHz) {
  const tracker = new LiveTracker(rate);
  const frames: (LiveFrame & { decidedAt: number })[] = [];
  for (let i = 0; i + 128 <= sound.length; i += 128) {
    tracker.push(sound.subarray(i, i + 128), (frame) =>
      frames.push({ ...frame, decidedAt: i + 128 }),
    );
  }
  return { tracker, frames };
}

it('is within 5 cents from the low to the high end of voices', () => {
  for (let midi = 38; midi <= 83; midi += 4.5) {
    const { frames } = track(sing(0.5, () => midi));
    const heard = frames.slice(3);
    expect(heard.length).toBeGreaterThan(35);
    for (const frame of heard) expect(Math.abs(100 * (frame.midi - midi))).toBeLessThan(5);
  }
});

it('follows vibrato, and gives each frame the time of its middle', () => {
  const midiAt = (seconds: number) => 60 + 0.5 * Math.sin(2 * Math.PI * 5.5 * seconds);
  const { frames } = track(sing(1, midiAt));
  const errors = frames.slice(3).map(({ sample, midi }) => 100 * (midi - midiAt(sample / rateHz)));
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(15);
});

it('decides a frame at most 50 ms after its middle', () => {
  const { tracker, frames } = track(sing(0.5, () => 60));
  expect(tracker.lagSeconds).toBeLessThan(0.05);
  for (const { sample, decidedAt } of frames) {
    expect((decidedAt - sample) / rateHz).toBeLessThan(tracker.lagSeconds + 0.004);
  }
});

it('hears the beginning and the end of a tone within 30 ms', () => {
  const sound = new Float32Array(rateHz);
  sound.set(
    sing(0.5, () => 62),
    0.25 * rateHz,
  );
  const { frames } = track(sound);
  const voiced = frames.filter(({ midi }) => !Number.isNaN(midi));
  expect(Math.abs((voiced[0]?.sample ?? 0) / rateHz - 0.25)).toBeLessThan(0.03);
  expect(Math.abs((voiced.at(-1)?.sample ?? 0) / rateHz - 0.75)).toBeLessThan(0.03);
});

it('finds no pitch in silence and in noise', () => {
  let state = 1;
  const noise = Float32Array.from({ length: rateHz }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.1 * (state / 2 ** 31 - 1);
  });
  for (const sound of [noise, new Float32Array(rateHz)]) {
    const { frames } = track(sound);
    const voiced = frames.filter(({ midi }) => !Number.isNaN(midi));
    expect(voiced.length).toBeLessThan(0.05 * frames.length);
  }
});

it('tracks at other sample rates too', () => {
  const at44 = sing(0.5, () => 69);
  const { frames } = track(at44, 48_000);
  // The same samples, played faster, are higher.
  const higher = 12 * Math.log2(48_000 / rateHz);
  for (const { midi } of frames.slice(3)) expect(midi).toBeCloseTo(69 + higher, 1);
});
