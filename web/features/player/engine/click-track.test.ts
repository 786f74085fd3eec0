import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClickTrack, firstAtOrAfter } from './click-track.ts';

const rateHz = 44_100;
/** 50 ms. */
const clickFrames = 2205;

/** Frame `age` of a click: a sine that decays by e^9.2, which is 80 dB, over 50 ms. */
const click = (age: number, frequencyHz: number, gain: number) =>
  gain *
  Math.exp((-9.2 * age) / clickFrames) *
  Math.sin((2 * Math.PI * frequencyHz * age) / rateHz);

function trackOf(positions: readonly number[], accents: readonly number[] = []): ClickTrack {
  const track = new ClickTrack(rateHz);
  track.setClicks({
    positions: Float64Array.from(positions),
    accents: Uint8Array.from(positions, (_, i) => accents[i] ?? 0),
  });
  return track;
}

function render(track: ClickTrack, count: number, position = 0, speed = 1, isOn = true) {
  const into = new Float32Array(count).fill(9);
  track.render(into, 0, count, { position, speed, isOn });
  return into;
}

it('a click is 1200 Hz at 0.3, an accented one 1800 Hz at 0.45, for 50 ms', () => {
  const out = render(trackOf([100, 5100], [0, 1]), 10_000);
  expect(out.subarray(0, 100).every((sample) => sample === 0)).toBe(true);
  for (let age = 0; age < clickFrames; age += 1) {
    expect(out[100 + age]).toBeCloseTo(click(age, 1200, 0.3), 6);
    expect(out[5100 + age]).toBeCloseTo(click(age, 1800, 0.45), 6);
  }
  expect(out.subarray(100 + clickFrames, 5100).every((sample) => sample === 0)).toBe(true);
  expect(out.subarray(5100 + clickFrames).every((sample) => sample === 0)).toBe(true);
});

it('is silent before it gets clicks', () => {
  expect(render(new ClickTrack(rateHz), 100).every((sample) => sample === 0)).toBe(true);
});

it.each([
  [0.5, 20],
  [1, 10],
  [1.25, 8],
])('at %f× the click at frame 10 of the song begins at frame %i of the output', (speed, frame) => {
  const out = render(trackOf([10]), 40, 0, speed);
  expect(out[frame + 1]).toBeCloseTo(click(1, 1200, 0.3), 6);
  expect(out.subarray(0, frame + 1).every((sample) => sample === 0)).toBe(true);
});

it('a click on the first frame begins there, one before it does not', () => {
  expect(render(trackOf([100]), 3, 100)[1]).toBeCloseTo(click(1, 1200, 0.3), 6);
  expect(render(trackOf([99]), 3, 100)[1]).toBe(0);
});

it('continues a click over several calls, into any part of a block', () => {
  const track = trackOf([10]);
  const into = new Float32Array(60).fill(9);
  track.render(into, 5, 20, { position: 0, speed: 1, isOn: true });
  track.render(into, 25, 30, { position: 20, speed: 1, isOn: true });
  expect(into[4]).toBe(9);
  expect(into[55]).toBe(9);
  for (let age = 0; age < 40; age += 1) {
    expect(into[15 + age]).toBeCloseTo(click(age, 1200, 0.3), 6);
  }
});

it('begins no click while off or paused, but lets one decay', () => {
  const track = trackOf([0, 20]);
  render(track, 10);
  const off = render(track, 30, 10, 1, false);
  for (let i = 0; i < 30; i += 1) expect(off[i]).toBeCloseTo(click(10 + i, 1200, 0.3), 6);
  const paused = render(trackOf([20]), 30, 20, 0);
  expect(paused.every((sample) => sample === 0)).toBe(true);
});

it('of two clicks within one frame the later sounds', () => {
  const out = render(trackOf([10.2, 10.6], [0, 1]), 13);
  expect(out[11]).toBeCloseTo(click(1, 1800, 0.45), 6);
});

it('finds the first value at or after another', () => {
  const values = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
  fc.assert(
    fc.property(values, fc.integer({ min: -1, max: 51 }), (unsorted, value) => {
      const ascending = Float64Array.from(unsorted).sort();
      const index = ascending.findIndex((each) => each >= value);
      expect(firstAtOrAfter(ascending, value)).toBe(index === -1 ? ascending.length : index);
    }),
  );
});
