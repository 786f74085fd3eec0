import { describe, expect, it } from 'vitest';
import statistics from './rhythm-statistics.json' with { type: 'json' };
import { columnTicks, type RhythmStyle, rhythmStyles } from './rhythm-style.ts';

const straight = rhythmStyles.filter(({ isSwung }) => !isSwung);
const [firstInFour] = straight.filter(({ signatureName }) => signatureName === '4/4') as [
  RhythmStyle,
];
/** Probability of an interval after a metrical position. */
function probability(style: RhythmStyle, from: number, ticks: number): number {
  const row = style.metricalPositions.indexOf(from);
  return Math.exp(style.logTransition[row * style.columns + ticks / columnTicks] as number);
}
const counted = statistics['4/4'][0]!;

describe('rhythmStyles', () => {
  it('are those of the statistics, with signature and length of the measure', () => {
    const of = (name: string) => straight.filter(({ signatureName }) => signatureName === name);
    expect(['2/4', '3/4', '4/4', '6/8'].map((name) => of(name).length)).toEqual([3, 3, 6, 2]);
    expect(of('6/8')[0]).toMatchObject({
      timeSignature: { beats: 6, beatType: 8 },
      measureTicks: 144,
      columns: 2 * 36 + 1,
    });
    expect(of('3/4')[0]).toMatchObject({
      timeSignature: { beats: 3, beatType: 4 },
      measureTicks: 144,
    });
    expect(firstInFour.meanLogQuarters).toBe(counted.meanLogQuarters);
    expect(Math.exp(firstInFour.logShare)).toBeCloseTo(counted.weight, 9);
  });

  it('may swing in 4/4 with a prior of 4 %, if they have more than twice as many eighths as sixteenths', () => {
    const swung = rhythmStyles.filter(({ isSwung }) => isSwung);
    const swingable = straight.filter((style, i) => {
      const { signatureName } = style;
      if (signatureName !== '4/4') return false;
      const first = straight.findIndex((other) => other.signatureName === '4/4');
      const rows = Object.values(statistics['4/4'][i - first]!.next) as Record<string, number>[];
      const count = (ticks: number) => rows.reduce((sum, row) => sum + (row[ticks] ?? 0), 0);
      return count(24) > 2 * count(12);
    });
    expect(swingable.length).toBeGreaterThan(0);
    expect(swingable.length).toBeLessThan(6);
    expect(swung.map(({ logShare }) => logShare)).toEqual(
      swingable.map(({ logShare }) => expect.closeTo(logShare + Math.log(0.04), 9)),
    );
    expect(swung.map(({ logTransition }) => logTransition)).toEqual(
      swingable.map(({ logTransition }) => logTransition),
    );
  });

  it('have starts that add up to 1, each counted once more than it was', () => {
    for (const style of rhythmStyles) {
      const sum = style.logStart.reduce((total, log) => total + Math.exp(log), 0);
      expect(sum).toBeCloseTo(1, 9);
    }
    const starts = firstInFour.metricalPositions.map(
      (tick) => ((counted.start as Record<string, number>)[tick] ?? 0) + 1,
    );
    const total = starts.reduce((a, b) => a + b, 0);
    expect(Math.exp(firstInFour.logStart[0]!)).toBeCloseTo(starts[0]! / total, 9);
  });

  it('have transitions that add up to at most 1, of which 3 % are for intervals that were not counted', () => {
    const row = counted.next['0'] as Record<string, number>;
    const total = Object.values(row).reduce((a, b) => a + b, 0);
    for (const style of rhythmStyles) {
      style.metricalPositions.forEach((from) => {
        const all = Array.from({ length: style.columns }, (_, column) =>
          probability(style, from, column * columnTicks),
        );
        const sum = all.reduce((a, b) => a + b, 0);
        expect(sum).toBeLessThan(1 + 1e-9);
        expect(sum).toBeGreaterThan(0.03);
      });
    }
    // Position 0 leads to every tick by counted intervals and by a share of the 3 %.
    const uncounted = Array.from({ length: 96 }, (_, i) => 4 * (i + 1)).filter(
      (ticks) => row[ticks] === undefined && probability(firstInFour, 0, ticks) > 0,
    );
    expect(uncounted.length).toBeGreaterThan(5);
    // Towards quarters four times, towards eighths twice as probable as elsewhere.
    const perWeight = uncounted.map(
      (ticks) =>
        probability(firstInFour, 0, ticks) / (ticks % 48 === 0 ? 4 : ticks % 24 === 0 ? 2 : 1),
    );
    perWeight.forEach((value) => {
      expect(value).toBeCloseTo(perWeight[0]!, 9);
    });
    const quarter = 0.97 * (row['48']! / total) + 4 * perWeight[0]!;
    expect(probability(firstInFour, 0, 48)).toBeCloseTo(quarter, 9);
    const eighth = 0.97 * (row['24']! / total) + 2 * perWeight[0]!;
    expect(probability(firstInFour, 0, 24)).toBeCloseTo(eighth, 9);
    const weights = Array.from({ length: 96 }, (_, i) => 4 * (i + 1))
      .filter((ticks) => probability(firstInFour, 0, ticks) > 0)
      .reduce((sum, ticks) => sum + (ticks % 48 === 0 ? 4 : ticks % 24 === 0 ? 2 : 1), 0);
    expect(perWeight[0]).toBeCloseTo(0.03 / weights, 9);
  });

  it.each([
    ['from the first note of a triplet to the second', 0, 16, true],
    ['from the second to the third', 16, 16, true],
    ['from the second note of a triplet to the next quarter', 16, 32, true],
    ['from a triplet to a sixteenth of the same quarter', 16, 8, false],
    ['from a sixteenth to a triplet', 12, 4, false],
    ['from a triplet into the next quarter', 16, 56, false],
    ['from a quarter to a triplet of the next quarter', 0, 64, true],
    ['between the notes of a quarter triplet', 32, 32, true],
    ['from a quarter triplet into the next half note', 64, 64, false],
    ['from a sixteenth to any other', 12, 24, true],
  ])('an interval %s is allowed or not', (_, from, ticks, isAllowed) => {
    expect(probability(firstInFour, from, ticks) > 0).toBe(isAllowed);
  });
});
