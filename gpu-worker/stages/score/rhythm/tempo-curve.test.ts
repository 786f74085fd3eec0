import { describe, expect, it } from 'vitest';
import { beatTimes, markTempos, smoothBeats, type TimedTick } from './tempo-curve.ts';

/** Quarters at 120 a minute from second 1 on. */
const steady = Array.from({ length: 24 }, (_, i) => ({ tick: 48 * i, seconds: 1 + 0.5 * i }));
const fourFour = { beats: 4, beatType: 4 } as const;

describe('smoothBeats', () => {
  it('reproduces a steady tempo', () => {
    smoothBeats(steady, 1).forEach(({ tick, seconds }, i) => {
      expect(tick).toBe(steady[i]!.tick);
      expect(seconds).toBeCloseTo(steady[i]!.seconds, 9);
    });
  });

  it('is a regression weighted by a Gaussian of one and a half quarters over eight notes on each side', () => {
    const onsets = steady.map(({ tick, seconds }, i) => ({
      tick,
      seconds: seconds + 0.05 * Math.sin(i * i),
    }));
    smoothBeats(onsets, 1).forEach(({ tick, seconds }, i) => {
      const near = onsets.filter((_, j) => Math.abs(i - j) <= 8);
      const weight = near.map((onset) => Math.exp(-(((onset.tick - tick) / 72) ** 2) / 2));
      const mean = (value: (k: number) => number) =>
        weight.reduce((sum, w, k) => sum + w * value(k), 0) / weight.reduce((a, b) => a + b, 0);
      const x = mean((k) => near[k]!.tick);
      const y = mean((k) => near[k]!.seconds);
      const slope =
        mean((k) => (near[k]!.tick - x) * (near[k]!.seconds - y)) /
        mean((k) => (near[k]!.tick - x) ** 2);
      expect(seconds).toBeCloseTo(y + slope * (tick - x), 9);
    });
  });

  it('does not follow a single late note', () => {
    const late = steady.map((onset, i) => (i === 12 ? { ...onset, seconds: 7.1 } : onset));
    expect(smoothBeats(late, 1)[12]!.seconds).toBeLessThan(7.04);
  });

  it('continues a single onset by one quarter at the given tempo', () => {
    expect(smoothBeats([{ tick: 96, seconds: 3 }], 0.75)).toEqual([
      { tick: 96, seconds: 3 },
      { tick: 144, seconds: 3.75 },
    ]);
  });

  it('rises strictly, without the onsets that would not', () => {
    const doubled = [
      ...steady.slice(0, 4),
      steady[3]!,
      { tick: 192, seconds: -30 },
      ...steady.slice(5),
    ];
    const map = smoothBeats(doubled, 1);
    expect(map.length).toBeGreaterThan(1);
    map.slice(1).forEach((point, i) => {
      expect(point.tick).toBeGreaterThan(map[i]!.tick);
      expect(point.seconds).toBeGreaterThan(map[i]!.seconds);
    });
  });
});

describe('beatTimes', () => {
  const map = [
    { tick: 48, seconds: 1 },
    { tick: 96, seconds: 2 },
    { tick: 192, seconds: 6 },
  ];

  it('interpolates between points and includes both ends', () => {
    expect(beatTimes(map, 48, 192, 48)).toEqual([1, 2, 4, 6]);
    expect(beatTimes(map, 72, 180, 36)).toEqual([1.5, 2.5, 4, 5.5]);
  });

  it('continues the outer segments beyond the map', () => {
    expect(beatTimes(map, 0, 24, 24)).toEqual([0, 0.5]);
    expect(beatTimes(map, 240, 240, 48)).toEqual([8]);
  });
});

describe('markTempos', () => {
  /** A map of quarters that last as long as given, in turn. */
  function mapOf(quarterSeconds: readonly number[]): TimedTick[] {
    let seconds = 1;
    return [0, ...quarterSeconds].map((length, i) => {
      seconds += length;
      return { tick: 48 * i, seconds };
    });
  }
  const quarters = (count: number, bpm: number) => new Array<number>(count).fill(60 / bpm);

  it('marks a steady tempo once, to a tenth', () => {
    expect(markTempos(mapOf(quarters(64, 100.04)), 64 * 48, fourFour)).toEqual([
      { tick: 0, quarterBpm: 100 },
    ]);
    expect(markTempos(mapOf(quarters(64, 100.06)), 64 * 48, fourFour)).toEqual([
      { tick: 0, quarterBpm: 100.1 },
    ]);
  });

  it('marks a change where the mean of four measures differs by more than 12 %', () => {
    // Eight measures at 100, then at 150. From measure 6 on the mean is 120, from measure 8 on 150.
    const map = mapOf([...quarters(32, 100), ...quarters(32, 150)]);
    expect(markTempos(map, 64 * 48, fourFour)).toEqual([
      { tick: 0, quarterBpm: 100 },
      { tick: 6 * 192, quarterBpm: 120 },
      { tick: 8 * 192, quarterBpm: 150 },
    ]);
  });

  it.each([
    [112, 1],
    [113, 2],
  ])('compares the logarithms: 100 to %i makes %i mark(s)', (bpm, count) => {
    const map = mapOf([...quarters(32, 100), ...quarters(32, bpm)]);
    expect(markTempos(map, 64 * 48, fourFour)).toHaveLength(count);
  });

  it('counts measures of the time signature', () => {
    // 6/8 has three quarters to a measure: 16 measures are 48 quarters.
    const map = mapOf([...quarters(24, 100), ...quarters(24, 200)]);
    const marks = markTempos(map, 48 * 48, { beats: 6, beatType: 8 });
    marks.forEach(({ tick }) => {
      expect(tick % 144).toBe(0);
    });
    expect(marks.at(-1)).toEqual({ tick: 8 * 144, quarterBpm: 200 });
  });

  it('looks at whole windows only, and at one if the song is shorter', () => {
    const map = mapOf([...quarters(16, 100), ...quarters(8, 200)]);
    // The last window ends with the song, at measure 6: measures 2 to 6, half of them at 200.
    expect(markTempos(map, 24 * 48, fourFour)).toEqual([
      { tick: 0, quarterBpm: 100 },
      { tick: 192, quarterBpm: 114.3 },
      { tick: 2 * 192, quarterBpm: 133.3 },
    ]);
    expect(markTempos(map, 96, fourFour)).toEqual([{ tick: 0, quarterBpm: 100 }]);
  });

  it('clamps marks to 30 and 260', () => {
    expect(markTempos(mapOf(quarters(16, 20)), 768, fourFour)[0]!.quarterBpm).toBe(30);
    expect(markTempos(mapOf(quarters(16, 400)), 768, fourFour)[0]!.quarterBpm).toBe(260);
  });
});
