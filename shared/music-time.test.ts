import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midiOf } from './pitch-names.ts';
import { progressAt, stages } from './stages.ts';
import { secondsAtTick, tickAtSeconds } from './time-map.ts';

describe('the time map', () => {
  const map = [
    { tick: 0, seconds: 1 },
    { tick: 48, seconds: 1.5 },
    { tick: 96, seconds: 2.5 },
  ];

  it('interpolates, and continues beyond its ends', () => {
    expect([-48, 0, 24, 48, 72, 96, 144].map((tick) => secondsAtTick(map, tick))).toEqual([
      0.5, 1, 1.25, 1.5, 2, 2.5, 3.5,
    ]);
  });

  it('inverts, for any rising map', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.01, max: 3, noNaN: true })),
      {
        minLength: 2,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(steps, fc.double({ min: -100, max: 5000, noNaN: true }), (rises, tick) => {
        let [sumTicks, sumSeconds] = [0, 0];
        const rising = rises.map(([ticks, seconds]) => {
          sumTicks += ticks;
          sumSeconds += seconds;
          return { tick: sumTicks, seconds: sumSeconds };
        });
        expect(tickAtSeconds(rising, secondsAtTick(rising, tick))).toBeCloseTo(tick, 5);
      }),
    );
  });
});

describe('progress', () => {
  it('rises from 0 to 1 over the stages', () => {
    const seen = stages.flatMap((stage) =>
      [0, 0.5, 1].map((fraction) => progressAt(stage, fraction).overallFraction),
    );
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBeCloseTo(1, 12);
  });

  it('is clamped', () => {
    expect(progressAt('pitch', 7).stageFraction).toBe(1);
    expect(progressAt('pitch', -7).stageFraction).toBe(0);
  });
});

it.each([
  [{ step: 'C', alter: 0, octave: 4 }, 60],
  [{ step: 'A', alter: 0, octave: 4 }, 69],
  [{ step: 'B', alter: 1, octave: 3 }, 60],
  [{ step: 'C', alter: -1, octave: 5 }, 71],
] as const)('%o is MIDI %i', (pitch, midi) => {
  expect(midiOf(pitch)).toBe(midi);
});
