import { describe, expect, it } from 'vitest';
import { gridFrames, gridHopSeconds, pitchOnGrid } from './frame-grid.ts';

const a4 = 440;
const b4 = 493.883_301;
const track = (frequencyHz: (number | null)[], hopSeconds: number) => ({
  method: 'pyin' as const,
  hopSeconds,
  frequencyHz,
  voicedProbability: frequencyHz.map(() => 1),
});
const onGrid = (frequencyHz: (number | null)[], hopSeconds: number, frames: number) =>
  Array.from(pitchOnGrid(track(frequencyHz, hopSeconds), frames), (midi) =>
    Number.isNaN(midi) ? null : Math.round(1000 * midi) / 1000,
  );

describe('gridFrames', () => {
  it('has a frame every 256 samples, the first centred at 0', () => {
    expect([0, 255, 256, 22_050].map(gridFrames)).toEqual([1, 1, 2, 87]);
    expect(gridHopSeconds).toBeCloseTo(0.01161, 5);
  });
});

describe('pitchOnGrid', () => {
  it('keeps a track whose frames are those of the grid', () => {
    expect(onGrid([a4, null, b4], gridHopSeconds, 4)).toEqual([69, null, 71, null]);
  });

  it('interpolates between frames of a longer hop', () => {
    expect(onGrid([a4, b4], 4 * gridHopSeconds, 5)).toEqual([69, 69.5, 70, 70.5, 71]);
    expect(onGrid([b4, a4], 4 * gridHopSeconds, 5)).toEqual([71, 70.5, 70, 69.5, 69]);
  });

  it('takes the nearest frame across jumps of three semitones and more', () => {
    const above = (semitones: number) => a4 * 2 ** (semitones / 12);
    expect(onGrid([a4, above(2.8)], 4 * gridHopSeconds, 5)).toEqual([69, 69.7, 70.4, 71.1, 71.8]);
    expect(onGrid([a4, above(3.2)], 4 * gridHopSeconds, 5)).toEqual([69, 69, 72.2, 72.2, 72.2]);
    expect(onGrid([a4, above(-3.2)], 4 * gridHopSeconds, 5)).toEqual([69, 69, 65.8, 65.8, 65.8]);
  });

  it('takes the nearest frame beside unvoiced ones', () => {
    expect(onGrid([a4, null, b4], 4 * gridHopSeconds, 9)).toEqual([
      ...[69, 69, null, null, null],
      ...[null, 71, 71, 71],
    ]);
  });

  it('drops frames of a shorter hop', () => {
    expect(onGrid([a4, null, b4, null, a4], gridHopSeconds / 2, 3)).toEqual([69, 71, 69]);
  });

  it('is unvoiced after the track ends', () => {
    expect(onGrid([], gridHopSeconds, 2)).toEqual([null, null]);
  });
});
