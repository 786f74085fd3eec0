import { describe, expect, it } from 'vitest';
import { advanceClock, type BeatClock, voiceClock } from './beat-clock.ts';
import type { RhythmPath } from './rhythm-path.ts';
import { columnTicks, type RhythmStyle, rhythmStyles } from './rhythm-style.ts';
import { searchRhythms } from './search-rhythms.ts';
import { swungTick } from './swing.ts';

const styleOf = (name: string, isSwung = false) =>
  rhythmStyles.find((style) => style.signatureName === name && style.isSwung === isSwung)!;
const tempo = (bpm: number, logPrior = -0.5) => ({
  secondsPerQuarter: 60 / bpm,
  logPrior,
  spread: 0.05,
});
/** Seconds of ticks at 100 quarters a minute, each onset up to 10 ms early or late. */
const perform = (ticks: readonly number[], sound = (tick: number) => tick) =>
  ticks.map((tick, i) => 1 + sound(tick) / 80 + 0.01 * Math.sin(7 * i));
const intervalsOf = ({ ticks }: RhythmPath) => ticks.slice(1).map((tick, i) => tick - ticks[i]!);

/** Log probabilities of a path, computed again from its ticks. */
function explain(path: RhythmPath, onsets: readonly number[], style: RhythmStyle) {
  const { measureTicks, metricalPositions, columns, logTransition, isSwung } = style;
  const sound = (tick: number) =>
    isSwung ? tick - (tick % measureTicks) + swungTick(tick % measureTicks) : tick;
  const positionOf = (tick: number) => metricalPositions.indexOf(tick % measureTicks);
  let clock: BeatClock = {
    due: onsets[0]!,
    secondsPerQuarter: path.tempo.secondsPerQuarter,
    dueVariance: voiceClock.onsetSpread ** 2,
    covariance: 0,
    tempoVariance: (path.tempo.spread * path.tempo.secondsPerQuarter) ** 2,
  };
  let [logOnsets, logIntervals] = [0, 0];
  const secondsPerQuarter = [clock.secondsPerQuarter];
  path.ticks.slice(1).forEach((tick, i) => {
    const from = path.ticks[i]!;
    // Intervals that the clock expects to last two measures or more count modulo a measure.
    const expected = ((onsets[i + 1]! - clock.due) / clock.secondsPerQuarter) * 48;
    const skipped = Math.max(0, Math.floor(expected / measureTicks) - 1);
    const counted = tick - from - skipped * measureTicks;
    logIntervals += logTransition[positionOf(from) * columns + counted / columnTicks]!;
    const next = { ...clock };
    const quarters = (sound(tick) - sound(from)) / 48;
    logOnsets += advanceClock(clock, quarters, onsets[i + 1]!, voiceClock, next);
    clock = next;
    secondsPerQuarter.push(clock.secondsPerQuarter);
  });
  const logStart = style.logStart[positionOf(path.ticks[0]!)]!;
  return { logOnsets, logIntervals, logStart, secondsPerQuarter };
}

function expectExplained(path: RhythmPath, onsets: readonly number[], style: RhythmStyle) {
  const { logOnsets, logIntervals, logStart, secondsPerQuarter } = explain(path, onsets, style);
  expect(path.logIntervals).toBeCloseTo(logIntervals, 9);
  expect(path.logStart).toBe(logStart);
  expect(path.logProbability).toBeCloseTo(
    path.tempo.logPrior + logStart + logIntervals + logOnsets,
    6,
  );
  secondsPerQuarter.forEach((seconds, i) => {
    expect(path.secondsPerQuarter[i]).toBeCloseTo(seconds, 9);
  });
}

describe('searchRhythms', () => {
  const tune = [0, 48, 96, 120, 144, 192, 264, 288, 384, 432, 480, 504, 528, 576];

  it('finds the written onsets of a performance', () => {
    const [best] = searchRhythms(perform(tune), styleOf('4/4'), [tempo(100)], voiceClock, 20);
    expect(best!.ticks).toEqual(tune);
  });

  it('finds triplets in a slow song', () => {
    const triplets = [0, 48, 96, 112, 128, 144, 192, 208, 224, 240, 288, 336, 384];
    const onsets = triplets.map((tick) => 1 + tick / 48);
    const [best] = rhythmStyles
      .filter(({ signatureName }) => signatureName === '4/4')
      .flatMap((style) => searchRhythms(onsets, style, [tempo(60)], voiceClock, 20))
      .sort((a, b) => b.logProbability - a.logProbability);
    expect(intervalsOf(best!)).toEqual(triplets.slice(1).map((tick, i) => tick - triplets[i]!));
  });

  it('gives each path the log probability of its start, tempo, intervals and onsets', () => {
    const onsets = perform(tune);
    const tempos = [tempo(50, -2), tempo(100), tempo(190, -3)];
    for (const style of [styleOf('2/4'), styleOf('4/4'), styleOf('6/8')]) {
      const paths = searchRhythms(onsets, style, tempos, voiceClock, 20);
      expect(paths.length).toBeGreaterThan(1);
      for (const path of paths) expectExplained(path, onsets, style);
    }
  });

  it('lists the best path for each start and octave of tempo, best first', () => {
    const tempos = [tempo(50), tempo(100), tempo(190)];
    const paths = searchRhythms(perform(tune), styleOf('4/4'), tempos, voiceClock, 20);
    const logs = paths.map(({ logProbability }) => logProbability);
    expect(logs).toEqual(logs.toSorted((a, b) => b - a));
    const spans = paths.map(({ ticks }) => ticks.at(-1)! - ticks[0]!);
    const keys = paths.map(
      ({ ticks }, i) => `${ticks[0]} ${Math.round(2 * Math.log2(spans[i]! + 48))}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(Math.max(...spans)).toBeGreaterThan(1.5 * Math.min(...spans));
  });

  it('reads swung eighths as even ones in a style with swing', () => {
    const eighths = [0, 24, 48, 72, 96, 120, 144, 168, 192, 240, 288, 312, 336, 360, 384];
    const onsets = perform(eighths, swungTick);
    const swung = styleOf('4/4', true);
    const [best] = searchRhythms(onsets, swung, [tempo(100)], voiceClock, 20);
    expect(intervalsOf(best!)).toEqual(eighths.slice(1).map((tick, i) => tick - eighths[i]!));
    expectExplained(best!, onsets, swung);
    const [straight] = searchRhythms(onsets, styleOf('4/4'), [tempo(100)], voiceClock, 20);
    expect(straight!.logProbability).toBeLessThan(best!.logProbability);
  });

  it('counts rests of many measures modulo a measure', () => {
    // A rest of nine measures, which leaves the position open.
    const pause = [0, 48, 96, 144, 1920, 1968, 2016, 2064, 2112];
    const [best] = searchRhythms(perform(pause), styleOf('4/4'), [tempo(100)], voiceClock, 20);
    expect(Math.abs(intervalsOf(best!)[3]! - 1776)).toBeLessThanOrEqual(96);
    expectExplained(best!, perform(pause), styleOf('4/4'));
  });

  it('writes notes faster than any style in the shortest intervals there are', () => {
    const onsets = Array.from({ length: 12 }, (_, i) => 1 + 0.02 * i);
    const paths = searchRhythms(onsets, styleOf('4/4'), [tempo(100)], voiceClock, 20);
    const intervals = intervalsOf(paths[0]!);
    expect(intervals).toHaveLength(11);
    intervals.forEach((ticks) => {
      expect(ticks).toBeGreaterThan(0);
      expect(ticks).toBeLessThanOrEqual(16);
    });
  });

  it('gives a single onset each metrical position once', () => {
    const style = styleOf('3/4');
    const paths = searchRhythms([2], style, [tempo(100)], voiceClock, 20);
    const firsts = paths.map(({ ticks }) => ticks[0]!).sort((a, b) => a - b);
    expect(firsts).toEqual([...style.metricalPositions]);
  });

  it('takes the position of the first onset from known beats', () => {
    // Beats each 0.6 s from 0 s on; only beats 1, 5, 9… are downbeats.
    const logPhase = (beat: number) => ((((beat - 1) % 4) + 4) % 4 === 0 ? 6 : -2);
    const beatGrid = { beatTicks: 48, beatSeconds: 0.6, logPhase };
    const onsets = Array.from({ length: 9 }, (_, i) => 0.6 * (3 + i));
    const style = styleOf('4/4');
    const candidate = { secondsPerQuarter: 0.6, logPrior: -1, spread: 0.002, beatGrid };
    const [best] = searchRhythms(onsets, style, [candidate], voiceClock, 20);
    // Beat 3 is the third beat of the measure from beat 1 on.
    expect(best!.ticks[0]).toBe(96);
    expect(best!.logPhase).toBe(6);
    const { logOnsets, logIntervals, logStart } = explain(best!, onsets, style);
    expect(best!.logProbability).toBeCloseTo(-1 + logStart + 6 + logIntervals + logOnsets, 6);
  });

  it('charges the distance of the first onset from its beat, in standard deviations', () => {
    const beatGrid = { beatTicks: 48, beatSeconds: 0.6, logPhase: () => 0 };
    const candidate = { secondsPerQuarter: 0.6, logPrior: 0, spread: 0.002, beatGrid };
    const style = styleOf('2/4');
    const at = (late: number) =>
      searchRhythms([0.6 + late], style, [candidate], voiceClock, 20).find(
        ({ ticks }) => ticks[0] === 48,
      )!.logProbability;
    expect(at(0) - at(2 * voiceClock.onsetSpread)).toBeCloseTo(2, 9);
    expect(at(0) - at(-voiceClock.onsetSpread)).toBeCloseTo(0.5, 9);
  });
});

/** A style of one measure of 4/4 that allows notes every 4 ticks, but strongly prefers one interval. */
function styleThatPrefers(ticks: number): RhythmStyle {
  const straight = styleOf('4/4');
  const metricalPositions = Array.from({ length: 192 / columnTicks }, (_, i) => columnTicks * i);
  const logTransition = new Float64Array(metricalPositions.length * straight.columns).fill(-500);
  metricalPositions.forEach((_, row) => {
    logTransition[row * straight.columns + ticks / columnTicks] = 0;
  });
  const logStart = new Float64Array(metricalPositions.length).fill(-1);
  return { ...straight, metricalPositions, logStart, logTransition };
}

describe('searchRhythms, intervals near the expected one', () => {
  // Onsets that say almost nothing about the interval: it is the preferred one if that is tried.
  const vague = { ...voiceClock, onsetSpread: 10, outlierShare: 0 };
  /** Whether an interval is found where the clock expects another, at 60 quarters a minute. */
  const isTried = (ticks: number, expectedTicks: number) => {
    const [best] = searchRhythms(
      [1, 1 + expectedTicks / 48],
      styleThatPrefers(ticks),
      [tempo(60)],
      vague,
      20,
    );
    return intervalsOf(best!)[0] === ticks;
  };

  it('tries those up to 30 % shorter or longer', () => {
    expect(isTried(132, 104)).toBe(true);
    expect(isTried(140, 104)).toBe(false);
    expect(isTried(76, 104)).toBe(true);
    expect(isTried(68, 104)).toBe(false);
  });

  it('tries those up to 14 ticks shorter or longer where that is more', () => {
    expect(isTried(36, 24)).toBe(true);
    expect(isTried(40, 24)).toBe(false);
    expect(isTried(12, 24)).toBe(true);
    expect(isTried(8, 24)).toBe(false);
  });

  it('tries those of up to two measures', () => {
    expect(isTried(2 * 192, 372)).toBe(true);
  });
});

describe('searchRhythms, width of the beam', () => {
  /** Paths that a beam of so many hypotheses keeps of a number of quarters. */
  const kept = (notes: number, beamWidth: number) =>
    searchRhythms(
      Array.from({ length: notes }, (_, i) => 0.6 * i),
      styleOf('4/4'),
      [tempo(100)],
      voiceClock,
      beamWidth,
    ).length;

  it('is six times as wide for the first five intervals, which fix tempo and position', () => {
    expect(kept(6, 1)).toBeGreaterThan(3);
    expect(kept(6, 1)).toBeLessThanOrEqual(6);
    expect(kept(2, 1)).toBeLessThanOrEqual(6);
    expect(kept(7, 1)).toBe(1);
    expect(kept(12, 1)).toBe(1);
  });
});
