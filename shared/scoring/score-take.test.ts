import { describe, expect, it } from 'vitest';
import { scoreTake } from './score-take.ts';
import { type Changes, makeSong, makeTake, silence } from './testing/made-take.ts';
import { delayedBy } from './time-alignment.ts';

const steps = [0, 2, 4, 5, 7, 5, 4, 2];
/** 32 notes of half a second, in phrases of eight. */
const scaleSong = Array.from({ length: 32 }, (_, i) => {
  const startSeconds = 1 + 0.5 * i + Math.floor(i / 8);
  const midi = 60 + (steps[i % 8] ?? 0);
  return { startSeconds, endSeconds: startSeconds + 0.5, midi, writtenMidi: midi, quarters: 1 };
});
const inTime = delayedBy(0);

const scoreOf = (changes: Changes = {}, reference = scaleSong) =>
  scoreTake({ reference, take: makeTake(reference, changes), alignment: inTime });
const isOdd = (note: number) => note % 2 === 1;

describe('a take made from its original', () => {
  it.each([1, 2, 3, 4])('has 99 points or more without changes (melody %i)', (seed) => {
    const { overall, counts } = scoreOf({}, makeSong(seed));
    expect(Math.min(...Object.values(overall))).toBeGreaterThanOrEqual(99);
    expect(counts).toMatchObject({ wrong: 0, missed: 0, extra: 0 });
  });

  it.each([
    [10, 100, 100, 100],
    [30, 80, 100, 100],
    [40, 60, 92.5, 100],
    [55, 40, 70, 94],
    [70, 40, 47.5, 76],
    [90, 40, 40, 52],
  ])('loses pitch credit by level with each note %i cents off', (cents, ...expected) => {
    // Alternately sharp and flat, else it would be another tuning.
    const { overall } = scoreOf({ cents: (note) => (isOdd(note) ? cents : -cents) });
    [overall.strict, overall.normal, overall.beginner].forEach((points, i) => {
      expect(points).toBeCloseTo(expected[i] ?? 0, 0);
    });
  });

  it('loses nothing for another tuning, which is said', () => {
    const { overall, transposition } = scoreOf({ cents: () => 37 });
    expect(overall.strict).toBeGreaterThanOrEqual(99);
    expect(transposition.tuningCents).toBeCloseTo(37, 0);
  });

  it.each([
    [0.04, 100, 100, 100],
    [0.1, 87.5, 95.8, 100],
    [0.14, 76.6, 86.6, 94.1],
    [0.25, 69.4, 69.4, 75.6],
  ])('loses onset and length credit with each note %d s late', (late, ...expected) => {
    const { overall } = scoreOf({ lateSeconds: () => late });
    [overall.strict, overall.normal, overall.beginner].forEach((points, i) => {
      expect(Math.abs(points - (expected[i] ?? 0))).toBeLessThan(1);
    });
  });

  it('loses the points of each note that is left out', () => {
    const { overall, counts } = scoreOf({ isLeftOut: (note) => note % 4 === 2 });
    expect(overall.normal).toBeCloseTo(75, 0);
    expect(counts).toEqual({ sung: 24, wrong: 0, missed: 8, extra: 0 });
  });

  it.each(Array.from({ length: 25 }, (_, i) => i - 12))(
    'may be %i semitones higher',
    (semitones) => {
      const { overall, transposition } = scoreOf({ semitones });
      expect(overall.strict).toBeGreaterThanOrEqual(99);
      expect(transposition.semitones + 12 * transposition.octaves).toBe(semitones);
    },
  );

  it('has no points for notes more than a semitone off', () => {
    const { overall, counts } = scoreOf({ cents: (note) => (note % 4 === 0 ? 150 : 0) });
    expect(overall.beginner).toBeCloseTo(75, 0);
    expect(counts.wrong).toBe(8);
  });

  it('may change the octave within the song', () => {
    const { overall } = scoreOf({ cents: (note) => (note < 10 ? -1200 : 0) });
    expect(overall.strict).toBeGreaterThanOrEqual(99);
  });

  it('scores each phrase', () => {
    const { phrases } = scoreOf({ isLeftOut: (note) => note >= 8 && note < 12 });
    expect(phrases.map(({ overall }) => Math.round(overall.normal))).toEqual([100, 50, 100, 100]);
  });
});

describe('the part that is compared', () => {
  it('leaves out whole unsung phrases at both ends, but not in the middle', () => {
    const isLeftOut = (note: number) => note < 8 || (note >= 16 && note < 24);
    const { part, overall, notes } = scoreOf({ isLeftOut });
    expect(part).toEqual({
      startSeconds: scaleSong[8]?.startSeconds,
      endSeconds: scaleSong[31]?.endSeconds,
      share: 0.75,
    });
    expect(overall.normal).toBeCloseTo(66.7, 0);
    expect(notes[0]).toMatchObject({ status: 'not-compared' });
    expect(notes[20]).toMatchObject({ status: 'missed' });
  });

  it('is everything for a silent take, which has no points', () => {
    const { overall, part } = scoreTake({ reference: scaleSong, take: silence, alignment: inTime });
    expect(overall).toEqual({ strict: 0, normal: 0, beginner: 0 });
    expect(part.share).toBe(1);
  });
});

describe('without notes, from the curve alone', () => {
  const curveOf = (changes: Changes) => ({ ...makeTake(scaleSong, changes), notes: [] });
  const scoreCurve = (changes: Changes) =>
    scoreTake({ reference: scaleSong, take: curveOf(changes), alignment: inTime });

  it('gives the original full points', () => {
    expect(scoreCurve({}).overall.strict).toBeGreaterThanOrEqual(99);
  });

  it('measures late onsets and left out notes', () => {
    const { notes } = scoreCurve({
      lateSeconds: (note) => (note === 5 ? 0.12 : 0),
      isLeftOut: (note) => note === 9,
    });
    const error = notes[5]?.take?.onsetErrorMilliseconds ?? 0;
    expect(Math.abs(error - 120)).toBeLessThanOrEqual(16);
    expect(notes[9]).toMatchObject({ status: 'missed' });
  });
});

it('counts extra notes apart', () => {
  const take = makeTake(scaleSong);
  const extra = { startSeconds: 5.2, endSeconds: 5.8, midi: 75 };
  const notes = [...take.notes, extra].sort((a, b) => a.startSeconds - b.startSeconds);
  const { overall, extraNotes } = scoreTake({
    reference: scaleSong,
    take: { ...take, notes },
    alignment: inTime,
  });
  expect(extraNotes).toEqual([extra]);
  expect(overall.normal).toBeGreaterThanOrEqual(99);
});

it('takes pieces of a divided note as one', () => {
  const take = makeTake(scaleSong);
  const notes = take.notes.flatMap((note, i) =>
    i === 4
      ? [
          { ...note, endSeconds: note.startSeconds + 0.2 },
          { ...note, startSeconds: note.startSeconds + 0.25 },
        ]
      : note,
  );
  const scored = { reference: scaleSong, take: { ...take, notes }, alignment: inTime };
  const { notes: compared, counts } = scoreTake(scored);
  expect(compared[4]?.take?.lengthOverlap).toBeCloseTo(1, 5);
  expect(counts.extra).toBe(0);
});

it('takes a note that was not divided from the next as two', () => {
  const repeated = scaleSong.map((note) => ({ ...note, midi: 60, writtenMidi: 60 }));
  const take = makeTake(repeated);
  const notes = take.notes.flatMap((note, i) =>
    i === 4 ? { ...note, endSeconds: note.endSeconds + 0.5 } : i === 5 ? [] : note,
  );
  const { notes: compared } = scoreTake({
    reference: repeated,
    take: { ...take, notes },
    alignment: inTime,
  });
  expect(compared[4]?.points.strict).toBeCloseTo(1, 2);
  expect(compared[5]?.points.strict).toBeCloseTo(1, 1);
});

it('accepts what the original sang, what it should have sung, and anything between', () => {
  const bent = scaleSong.map((note, i) => ({ ...note, midi: note.midi + (isOdd(i) ? 0.4 : 0) }));
  const asWritten = makeTake(scaleSong);
  const { overall } = scoreTake({ reference: bent, take: asWritten, alignment: inTime });
  expect(overall.normal).toBeGreaterThanOrEqual(99);
  expect(
    scoreTake({ reference: bent, take: makeTake(bent), alignment: inTime }).overall.strict,
  ).toBe(100);
});

it('gives a different melody under 25 points', () => {
  const reference = makeSong(1);
  for (let seed = 2; seed < 8; seed++) {
    const { overall } = scoreTake({ reference, take: makeTake(makeSong(seed)), alignment: inTime });
    expect(overall.normal).toBeLessThan(25);
  }
});

describe('the tempo', () => {
  it.each([0.8, 1, 1.25])('of a take at %d of it is said', (tempo) => {
    const timeAt = (seconds: number) => seconds / tempo + 3;
    const { tempoRatio, overall } = scoreTake({
      reference: scaleSong,
      take: makeTake(scaleSong, { timeAt }),
      alignment: [0, 10].map((referenceSeconds) => ({
        referenceSeconds,
        takeSeconds: timeAt(referenceSeconds),
      })),
    });
    expect(tempoRatio).toBeCloseTo(tempo, 6);
    expect(overall.strict).toBeGreaterThanOrEqual(99);
  });

  it('of a take of nothing is the same', () => {
    expect(scoreTake({ reference: [], take: silence, alignment: inTime }).tempoRatio).toBe(1);
  });
});
