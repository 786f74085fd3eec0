import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseNoteValues } from './note-values.ts';

/** Written length of a note that sounds for some ticks, at a quarter a second. */
function writtenTicks(startTick: number, soundingTicks: number, interval?: number): number {
  const note = { startSeconds: 3, endSeconds: 3 + soundingTicks / 48 };
  const next = { startSeconds: 9, endSeconds: 10 };
  const [first] = chooseNoteValues(
    interval === undefined ? [note] : [note, next],
    interval === undefined ? [startTick] : [startTick, startTick + interval],
    [1, 1],
  );
  expect(first!.startTick).toBe(startTick);
  return first!.endTick - startTick;
}

/** A quarter usually sounds for e^−0.15 of its written length; longer notes lose less. */
const usualSounding = (value: number) =>
  value * Math.exp(-0.15 * Math.min(1, Math.sqrt(48 / value)));

describe('the last note', () => {
  it.each([24, 48, 96, 144, 192])(
    'is written as %i ticks if it sounds as long as those do',
    (value) => {
      expect(writtenTicks(0, usualSounding(value))).toBe(value);
    },
  );

  it('is measured in quarters of the singer’s tempo', () => {
    const [note] = chooseNoteValues([{ startSeconds: 0, endSeconds: 0.86 * 0.4 }], [0], [0.4]);
    expect(note).toEqual({ startTick: 0, endTick: 48 });
  });

  it('ends with the quarter or later if it starts within a triplet', () => {
    expect(writtenTicks(16, 3)).toBe(32);
    expect(writtenTicks(32, 14)).toBe(16);
  });

  it('has at least a sixteenth', () => {
    expect(writtenTicks(0, 0.5)).toBe(12);
  });
});

describe('a note before another', () => {
  it('is written up to the next note in spite of a breath', () => {
    expect(writtenTicks(0, 36, 48)).toBe(48);
    expect(writtenTicks(0, 70, 96)).toBe(96);
    expect(writtenTicks(0, 165, 192)).toBe(192);
  });

  it('is followed by a rest if it sounds for a part of its interval that notation can show', () => {
    expect(writtenTicks(0, 40, 96)).toBe(48);
    expect(writtenTicks(0, 86, 192)).toBe(96);
    expect(writtenTicks(0, 135, 192)).toBe(144);
  });

  it('is not followed by a rest shorter than an eighth', () => {
    // A staccato eighth: a sixteenth and a rest of a sixteenth would fit better.
    expect(writtenTicks(0, 3, 24)).toBe(24);
    // A staccato quarter, with a rest of a dotted eighth.
    expect(writtenTicks(0, 3, 48)).toBe(12);
  });
});

const singleSymbols = [12, 24, 36, 48, 72, 96, 144, 192];

/** The model, stated once more: Bayes’ rule over the written values. */
function mostProbableValue(start: number, sounding: number, interval: number): number {
  const beatEnd = start % 12 === 0 ? start : 48 * (Math.floor(start / 48) + 1);
  const grid = sounding < 48 ? 12 : 24;
  const ends = Array.from({ length: 200 }, (_, i) => beatEnd + i * grid);
  const lowest = Math.floor((0.6 * sounding - (beatEnd - start)) / grid) * grid + beatEnd - start;
  const all = ends.map((end) => end - start).filter((value) => value > 0 && value >= lowest);
  const enough = all.findIndex((value) => value > 2.5 * sounding) + 1;
  const values = all.slice(0, Math.min(40, enough)).filter((value) => value <= interval - 24);
  const prior = (value: number) => {
    const end = (start + value) % 48;
    const weight = end === 0 ? 4 : end === 24 ? 1 : 0.2;
    return singleSymbols.includes(value) ? weight : 0.3 * weight;
  };
  const likelihood = (value: number) => {
    const scale = value > 48 ? Math.sqrt(48 / value) : 1;
    const z = Math.log(sounding / value) + 0.15 * scale;
    const below = Math.max(0.2, 0.4 * scale);
    return Math.exp(-0.5 * (z / (z < 0 ? below : 0.18)) ** 2);
  };
  const bounds = [48, 72, 96, 120, 168, Number.POSITIVE_INFINITY];
  const withRest = [0.004, 0.03, 0.2, 0.25, 0.5, 0.6][bounds.findIndex((b) => interval < b)]!;
  const total = values.reduce((sum, value) => sum + prior(value), 0);
  let [best, max] = [interval, (1 - withRest) * likelihood(interval)];
  for (const value of values) {
    const probability = ((withRest * prior(value)) / total) * likelihood(value);
    if (probability > max) [best, max] = [value, probability];
  }
  return best;
}

it('note values are the most probable ones under the model of rests and breaths', () => {
  const position = fc.constantFrom(0, 12, 16, 24, 32, 36, 48, 64, 144);
  const interval = fc.constantFrom(12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 144, 168, 192, 240);
  fc.assert(
    fc.property(position, interval, fc.integer({ min: 4, max: 110 }), (start, length, percent) => {
      const sounding = (length * percent) / 100;
      const end = start % 12 === 0 ? length : length + 48 - (start % 48);
      expect(writtenTicks(start, sounding, end)).toBe(mostProbableValue(start, sounding, end));
    }),
    { numRuns: 2000, seed: 9 },
  );
});
