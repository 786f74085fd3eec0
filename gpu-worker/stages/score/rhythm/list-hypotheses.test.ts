import { describe, expect, it } from 'vitest';
import { melody, ode, sungNote } from '../testing/melodies.ts';
import { voiceEvidence } from './choose-rhythm.ts';
import { listHypotheses } from './list-hypotheses.ts';
import { columnTicks, rhythmStyles } from './rhythm-style.ts';
import { searchRhythms } from './search-rhythms.ts';
import { beatLogPrior, meanLogInterval, medianBpm, tempoLogPrior } from './tempo-prior.ts';

const notes = melody(96, [
  ...([
    [60, 1],
    [62, 1],
    [64, 0.5],
    [65, 0.5],
    [67, 1],
  ] as const),
  ...([
    [67, 1],
    [65, 0.5],
    [64, 0.5],
    [62, 2],
  ] as const),
  ...([
    [60, 1],
    [62, 1],
    [64, 0.5],
    [65, 0.5],
    [67, 1],
    [60, 2],
  ] as const),
]);
const seconds = notes.at(-1)!.startSeconds - notes[0]!.startSeconds;
const hypotheses = listHypotheses(notes, voiceEvidence);

describe('listHypotheses', () => {
  it('lists each written rhythm once', () => {
    const written = hypotheses.map(
      ({ style, ticks }) => `${style.signatureName} ${style.isSwung} ${ticks.join()}`,
    );
    expect(new Set(written).size).toBe(written.length);
  });

  it('lists it in the style that makes its onsets most probable', () => {
    const [best] = hypotheses.toSorted((a, b) => b.logProbability - a.logProbability);
    const logInStyle = rhythmStyles
      .filter(
        ({ signatureName, isSwung }) =>
          signatureName === best!.style.signatureName && isSwung === best!.style.isSwung,
      )
      .map((style) => {
        const positionOf = (tick: number) =>
          style.metricalPositions.indexOf(tick % style.measureTicks);
        return best!.ticks.slice(1).reduce((sum, tick, i) => {
          const from = best!.ticks[i]!;
          const column = (tick - from) / columnTicks;
          return sum + style.logTransition[positionOf(from) * style.columns + column]!;
        }, style.logShare + style.logStart[positionOf(best!.ticks[0]!)]!);
      });
    const { intervals, start, style } = best!.evidence;
    expect(intervals + start + style).toBeCloseTo(Math.max(...logInStyle), 9);
  });

  it('starts a steady rhythm near its tempo, although the search of slower tempos finds it, too', () => {
    const speed = 124 / 80;
    const fast = ode.map(({ startSeconds, endSeconds, midi }) =>
      sungNote(startSeconds / speed, endSeconds / speed, midi),
    );
    const asPrinted = listHypotheses(fast, voiceEvidence).filter(
      ({ style, quarterBpm }) =>
        style.signatureName === '4/4' && !style.isSwung && Math.abs(quarterBpm - 124) < 0.01,
    );
    expect(asPrinted.length).toBeGreaterThan(0);
    for (const { tempo } of asPrinted) {
      expect(Math.abs(Math.log((124 * tempo.secondsPerQuarter) / 60))).toBeLessThan(0.04);
    }
  });

  it('has every time signature, and tempos an octave apart', () => {
    const names = new Set(hypotheses.map(({ style }) => style.signatureName));
    expect([...names].sort()).toEqual(['2/4', '3/4', '4/4', '6/8']);
    const spans = hypotheses.map(({ ticks }) => ticks.at(-1)! - ticks[0]!);
    expect(Math.max(...spans) / Math.min(...spans)).toBeGreaterThan(1.9);
  });

  it('splits the log probability of the search into its parts', () => {
    for (const { evidence, logProbability, logIntervals, logStart, tempo, style } of hypotheses) {
      expect(evidence.intervals).toBe(logIntervals);
      expect(evidence.start).toBe(logStart);
      expect(evidence.style).toBe(style.logShare);
      const sum = evidence.onsets + evidence.intervals + evidence.start + tempo.logPrior;
      expect(sum).toBeCloseTo(logProbability, 9);
    }
  });

  it('measures tempo and beat over the whole song', () => {
    for (const { evidence, ticks, style, quarterBpm } of hypotheses) {
      const quarterSeconds = seconds / ((ticks.at(-1)! - ticks[0]!) / 48);
      const isCompound = style.signatureName === '6/8';
      expect(quarterBpm).toBeCloseTo(60 / quarterSeconds, 9);
      expect(evidence.beat).toBeCloseTo(beatLogPrior(quarterSeconds * (isCompound ? 1.5 : 1)), 9);
      const prior = tempoLogPrior(60 / quarterSeconds, meanLogInterval(ticks));
      expect(evidence.tempo).toBeCloseTo(prior, 9);
    }
  });

  it('takes the tempo of the search for a single note', () => {
    for (const { quarterBpm, tempo } of listHypotheses(notes.slice(0, 1), voiceEvidence)) {
      expect(quarterBpm).toBeCloseTo(60 / tempo.secondsPerQuarter, 9);
    }
  });

  it('keeps the best four within 10 nats of each style, separately above and below its median tempo', () => {
    const onsets = notes.map(({ startSeconds }) => startSeconds);
    const expected = rhythmStyles.flatMap((style) => {
      const median = 60 / medianBpm(style.meanLogQuarters);
      const tempos = voiceEvidence.tempoCandidates(style);
      const slow = tempos.filter(({ secondsPerQuarter }) => secondsPerQuarter > median);
      const fast = tempos.filter(({ secondsPerQuarter }) => secondsPerQuarter <= median);
      return [slow, fast].flatMap((range) => {
        const paths = searchRhythms(onsets, style, range, voiceEvidence.clock, 20);
        return paths
          .slice(0, 4)
          .filter(({ logProbability }) => logProbability > paths[0]!.logProbability - 10)
          .map(({ ticks }) => `${style.signatureName} ${style.isSwung} ${ticks.join()}`);
      });
    });
    const written = hypotheses.map(
      ({ style, ticks }) => `${style.signatureName} ${style.isSwung} ${ticks.join()}`,
    );
    expect(written.sort()).toEqual([...new Set(expected)].sort());
  });
});
