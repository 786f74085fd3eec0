import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

  it('changes its tempo exactly at a point', () => {
    expect(secondsAtTick(map, 47)).toBeCloseTo(1.5 - 0.5 / 48, 12);
    expect(secondsAtTick(map, 49)).toBeCloseTo(1.5 + 1 / 48, 12);
  });

  it('finds the tick at a time', () => {
    expect([0.5, 1, 1.25, 1.5, 2, 3.5].map((seconds) => tickAtSeconds(map, seconds))).toEqual([
      -48, 0, 24, 48, 72, 144,
    ]);
  });

  it('needs two points', () => {
    expect(() => secondsAtTick([{ tick: 0, seconds: 0 }], 1)).toThrow(RangeError);
    expect(() => secondsAtTick([], 0)).toThrow(RangeError);
  });

  it('inverts, for any rising map', () => {
    const rises = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.01, max: 3, noNaN: true })),
      {
        minLength: 2,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(rises, fc.double({ min: -100, max: 5000, noNaN: true }), (points, tick) => {
        let [sumTicks, sumSeconds] = [0, 0];
        const rising = points.map(([ticks, seconds]) => {
          sumTicks += ticks;
          sumSeconds += seconds;
          return { tick: sumTicks, seconds: sumSeconds };
        });
        expect(tickAtSeconds(rising, secondsAtTick(rising, tick))).toBeCloseTo(tick, 5);
      }),
    );
  });
});
