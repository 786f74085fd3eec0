import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accompaniedEvidence, BeatTime } from './accompanied-evidence.ts';
import { voiceClock } from './beat-clock.ts';
import { rhythmStyles } from './rhythm-style.ts';
import { tempoLogPrior, unusualTempoLogPrior } from './tempo-prior.ts';

const styleOf = (name: string) => rhythmStyles.find(({ signatureName }) => signatureName === name)!;

describe('BeatTime', () => {
  const beatSeconds = [1, 1.4, 2, 2.8, 3];
  const time = new BeatTime({ beatSeconds, downbeatStrengths: [] });

  it('has the mean length of the beats', () => {
    expect(time.meanSeconds).toBeCloseTo(0.5, 12);
  });

  it('puts beats at multiples of the mean, and times between them in proportion', () => {
    beatSeconds.forEach((seconds, i) => {
      expect(time.evenSeconds(seconds)).toBeCloseTo(0.5 * i, 12);
    });
    expect(time.evenSeconds(1.7)).toBeCloseTo(0.75, 12);
  });

  it('continues the tempo of the outer beats', () => {
    expect(time.evenSeconds(0.6)).toBeCloseTo(-0.5, 12);
    expect(time.evenSeconds(3.4)).toBeCloseTo(3, 12);
  });

  it('preserves order', () => {
    const anySeconds = fc.double({ min: -5, max: 10, noNaN: true });
    fc.assert(
      fc.property(anySeconds, anySeconds, (a, b) => {
        fc.pre(a < b - 1e-9);
        expect(time.evenSeconds(a)).toBeLessThan(time.evenSeconds(b));
      }),
    );
  });

  it('maps beats to ticks of the score', () => {
    expect(time.mapOnTicks(-96, 48).slice(0, 3)).toEqual([
      { seconds: 1, tick: -96 },
      { seconds: 1.4, tick: -48 },
      { seconds: 2, tick: 0 },
    ]);
  });
});

describe('accompaniedEvidence', () => {
  it('lets onsets deviate more than those of a voice alone, but tempo and phase less', () => {
    const { clock } = accompaniedEvidence({ beatSeconds: [], downbeatStrengths: [] }, 0.6);
    expect(clock).toEqual({
      onsetSpread: 0.045,
      tempoDrift: voiceClock.tempoDrift / 10,
      phaseDrift: 0.008,
      outlierShare: 0.05,
    });
  });

  /** Sixteen beats, of which every fourth from beat 0 on is strong: mean 0. */
  const downbeatStrengths = Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 3 : -1));
  const evidence = accompaniedEvidence({ beatSeconds: [], downbeatStrengths }, 0.6);

  it('takes beats for quarters, halves or eighths, and in 6/8 for dotted quarters or eighths', () => {
    const valuesOf = (name: string) =>
      evidence.tempoCandidates(styleOf(name)).map(({ beatGrid }) => beatGrid!.beatTicks);
    expect(valuesOf('4/4')).toEqual([48, 96, 24]);
    expect(valuesOf('2/4')).toEqual([48, 96, 24]);
    expect(valuesOf('6/8')).toEqual([72, 24]);
  });

  it('has the tempo of the beats, with a prior for the value and for the tempo', () => {
    const expectPriors = (name: string, shares: readonly number[]) => {
      const style = styleOf(name);
      const candidates = evidence.tempoCandidates(style);
      candidates.forEach(({ secondsPerQuarter, logPrior, spread, beatGrid }, i) => {
        expect(secondsPerQuarter).toBeCloseTo((0.6 * 48) / beatGrid!.beatTicks, 12);
        expect(beatGrid!.beatSeconds).toBe(0.6);
        const tempo = tempoLogPrior(60 / secondsPerQuarter, style.meanLogQuarters);
        expect(logPrior).toBeCloseTo(Math.log(shares[i]!) + tempo, 12);
        expect(spread).toBe(0.002);
      });
    };
    expectPriors('4/4', [0.75, 0.15, 0.1]);
    expectPriors('6/8', [0.8, 0.2]);
  });

  it('weighs the tempo for so many notes, and unusual tempos, where the tempo level is chosen', () => {
    const ofTempo = { onsets: 0, intervals: 0, start: 0, style: 0, beat: 0, tempo: -2 };
    for (const quarterBpm of [30, 90, 160, 230]) {
      expect(evidence.tempoLevelLogPrior({ quarterBpm, evidence: ofTempo })).toBeCloseTo(
        -2 * 0.864 + unusualTempoLogPrior(quarterBpm),
        9,
      );
    }
  });

  it('gives each phase its strength above that of the beat before, growing with the root of the beats', () => {
    const [quarters, halves, eighths] = evidence.tempoCandidates(styleOf('4/4'));
    const phasesOf = (candidate: typeof quarters, from: number, count: number) =>
      Array.from({ length: count }, (_, i) => candidate!.beatGrid!.logPhase(from + i));
    // Sums over 4 measures, divided by √16: 3 on the downbeat, −1 elsewhere.
    expect(phasesOf(quarters, 0, 4)).toEqual([4, -4, 0, 0]);
    expect(phasesOf(quarters, -5, 6)).toEqual([0, 4, -4, 0, 0, 4]);
    // Two beats to a measure: (3 − 1) × 4 / 4 and (−1 − 1) × 4 / 4.
    expect(phasesOf(halves, 0, 2)).toEqual([4, -4]);
    // Eight beats to a measure: 3 × 2 / 4 and −1 × 2 / 4.
    expect(phasesOf(eighths, 0, 8)).toEqual([2, -2, 0, 0, 2, -2, 0, 0]);
  });

  it('knows no phase if beats do not divide the measure, or fill it', () => {
    const [, halvesOfThree] = evidence.tempoCandidates(styleOf('3/4'));
    const [, halvesOfTwo] = evidence.tempoCandidates(styleOf('2/4'));
    expect(halvesOfThree!.beatGrid!.logPhase(0)).toBe(0);
    expect(halvesOfTwo!.beatGrid!.logPhase(3)).toBe(0);
  });
});
