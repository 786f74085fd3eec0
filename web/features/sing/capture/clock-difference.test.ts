import { expect, it } from 'vitest';
import { ClockDifference } from './clock-difference.ts';

const pitch = { sample: 4800, midi: 60, guessMidi: 60, rms: 0.1 };
const block = {
  startFrame: 9600,
  samples: new Float32Array(480),
  pitches: [pitch],
  playbackRms: 0,
};

it('converts frames of another rate and another beginning', () => {
  const song = { currentTime: 5.3, sampleRate: 44_100 };
  const microphone = { currentTime: 0.3, sampleRate: 48_000 };
  const converted = new ClockDifference(song, microphone).convert(block);
  expect(converted.startFrame).toBeCloseTo(5.2 * 44_100, 3);
  expect(converted.pitches[0]?.sample).toBeCloseTo(5.1 * 44_100, 3);
  expect(converted.samples).toBe(block.samples);
});

it('follows clocks that drift, without their jitter', () => {
  const song = { currentTime: 0, sampleRate: 44_100 };
  const microphone = { currentTime: 0, sampleRate: 48_000 };
  const difference = new ClockDifference(song, microphone);
  let errorSeconds = 0;
  for (let i = 0; i < 6000; i++) {
    const seconds = i / 100;
    // A minute with 50 parts per million of drift; the song's time is read up to 20 ms late.
    microphone.currentTime = seconds;
    song.currentTime = 2 + seconds * (1 + 50e-6) + 0.02 * ((i * 0.37) % 1) - 0.01;
    const { startFrame } = difference.convert({ ...block, startFrame: seconds * 48_000 });
    errorSeconds = startFrame / 44_100 - (2 + seconds * (1 + 50e-6));
  }
  expect(Math.abs(errorSeconds)).toBeLessThan(0.003);
});
