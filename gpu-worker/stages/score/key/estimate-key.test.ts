import type { SungNote } from '@my-pitch/shared/analysis';
import { describe, expect, it } from 'vitest';
import type { Harmony } from '../accompaniment/estimate-harmony.ts';
import { sungNote } from '../testing/melodies.ts';
import { estimateKey } from './estimate-key.ts';
import { type KeyWeights, keyStatistics } from './key-statistics.ts';

const sing = (midis: readonly number[]): SungNote[] =>
  midis.map((midi, i) => sungNote(i, i + 0.9, midi));

/** Beethoven's Ode to Joy in C: it begins and dwells on the third, and has no leading note. */
const odeInC = [64, 64, 65, 67, 67, 65, 64, 62, 60, 60, 62, 64, 64, 62, 62];
/** A harmonic minor scale up and down from A, ended on its chord. */
const minorOnA = [57, 59, 60, 62, 64, 65, 68, 69, 69, 68, 65, 64, 62, 60, 59, 57, 60, 64, 57];
/** Sharps of the major key on each pitch class, C first; flats are negative. */
const majorFifths = [0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5];

describe('estimateKey', () => {
  it.each(majorFifths.map((fifths, tonic) => [tonic, fifths]))(
    'follows a major tune moved up by %i semitones, to %i fifths',
    (semitones, fifths) => {
      const key = estimateKey(sing(odeInC.map((midi) => midi + semitones)));
      expect(key).toMatchObject({ fifths, mode: 'major' });
    },
  );

  it('gives a minor tune the signature of its relative major', () => {
    expect(estimateKey(sing(minorOnA))).toMatchObject({ fifths: 0, mode: 'minor' });
  });

  it('tolerates one wrong note', () => {
    expect(estimateKey(sing([...odeInC, 66]))).toMatchObject({ fifths: 0, mode: 'major' });
  });
});

/** The prior of each accidental is e^−0.25. */
const natsPerAccidental = 0.25;
type Degrees = (midi: number) => number;

/**
 * The key of the most probable signature, from the evidence as a sum of the shipped weights: softmax
 * over the 24 keys, a minor key having the signature of the major key three semitones above it.
 */
function mostProbable(logLikelihood: (weights: KeyWeights, degree: Degrees) => number) {
  const keys = (['major', 'minor'] as const).flatMap((mode) =>
    majorFifths.map((_, tonic) => {
      const fifths = majorFifths[mode === 'major' ? tonic : (tonic + 3) % 12] as number;
      const degree: Degrees = (midi) => (((midi - tonic) % 12) + 12) % 12;
      const logPrior = -natsPerAccidental * Math.abs(fifths);
      return {
        mode,
        fifths,
        odds: Math.exp(logLikelihood(keyStatistics[mode], degree) + logPrior),
      };
    }),
  );
  const total = (fifths?: number) =>
    keys
      .filter((key) => fifths === undefined || key.fifths === fifths)
      .reduce((sum, { odds }) => sum + odds, 0);
  const [fifths] = majorFifths.toSorted((a, b) => total(b) - total(a));
  const [best] = keys.filter((key) => key.fifths === fifths).sort((a, b) => b.odds - a.odds);
  return { mode: best!.mode, fifths: best!.fifths, confidence: best!.odds / total() };
}

function expectKey(
  notes: readonly SungNote[],
  logLikelihood: (weights: KeyWeights, degree: Degrees) => number,
  harmony?: Harmony,
) {
  const expected = mostProbable(logLikelihood);
  const { confidence, ...key } = estimateKey(notes, harmony);
  expect(key).toEqual({ mode: expected.mode, fifths: expected.fifths });
  expect(confidence).toBeCloseTo(expected.confidence, 9);
}

/** Log of the duration on a degree, in mean notes. */
const logTime = (meanNotes: number) => Math.log(1 + keyStatistics.timeScale * meanNotes);

describe('the evidence for a key', () => {
  it('without notes is the prior of mode and accidentals: C major, hardly certain', () => {
    expectKey([], (weights) => weights.prior);
    expect(estimateKey([])).toMatchObject({ fifths: 0, mode: 'major' });
    expect(estimateKey([]).confidence).toBeLessThan(0.2);
  });

  it('counts the first note, the last note and the time on each degree', () => {
    expectKey(
      [sungNote(0, 1, 62)],
      (w, degree) =>
        w.prior +
        (w.first[degree(62)] as number) +
        (w.last[degree(62)] as number) +
        (w.time[degree(62)] as number) * logTime(1),
    );
  });

  it('measures time against the mean note, and counts transitions by direction', () => {
    // Three quarters of the time on D and one on A: 1.5 and 0.5 mean notes.
    expectKey(
      [sungNote(0, 3, 62), sungNote(3, 4, 69)],
      (w, degree) =>
        w.prior +
        (w.first[degree(62)] as number) +
        (w.last[degree(69)] as number) +
        (w.time[degree(62)] as number) * logTime(1.5) +
        (w.time[degree(69)] as number) * logTime(0.5) +
        (w.transition[degree(62)]![degree(69)] as number) * Math.log(2),
    );
  });

  it('grows with the logarithm of repeated transitions', () => {
    // F F F F: three transitions from F to F.
    expectKey(
      [0, 1, 2, 3].map((i) => sungNote(i, i + 1, 65)),
      (w, degree) =>
        w.prior +
        (w.first[degree(65)] as number) +
        (w.last[degree(65)] as number) +
        (w.time[degree(65)] as number) * logTime(4) +
        (w.transition[degree(65)]![degree(65)] as number) * Math.log(4),
    );
  });

  const phrase = (pause: number) => [
    ...[60, 62, 64].map((midi, i) => sungNote(i, i + 0.5, midi)),
    sungNote(2 + pause, 2.5 + pause, 67),
  ];
  const ofPhrase = (w: KeyWeights, degree: Degrees) =>
    w.prior +
    (w.first[degree(60)] as number) +
    (w.last[degree(67)] as number) +
    [60, 62, 64, 67].reduce((sum, m) => sum + (w.time[degree(m)] as number) * logTime(1), 0) +
    [60, 62, 64].reduce((sum, from, i) => {
      const to = [62, 64, 67][i] as number;
      return sum + (w.transition[degree(from)]![degree(to)] as number) * Math.log(2);
    }, 0);

  it('includes the end of a phrase before a pause of 2.5 median intervals', () => {
    expectKey(
      phrase(2.5),
      (w, degree) => ofPhrase(w, degree) + (w.phraseEnd[degree(64)] as number) * Math.log(2),
    );
    expectKey(phrase(2.4), ofPhrase);
  });
});

describe('the harmony of a band', () => {
  /** A band that plays nothing but C, in tune. */
  const onC = (seconds: number): Harmony => ({
    pitches: Float64Array.from({ length: 120 }, (_, bin) => (bin === 0 ? 1 : 0)),
    seconds,
  });
  const voice = (w: KeyWeights, degree: Degrees) =>
    w.prior +
    (w.first[degree(67)] as number) +
    (w.last[degree(67)] as number) +
    (w.time[degree(67)] as number) * logTime(1);

  it.each([
    [5, 0.5],
    [20, 1],
    [80, 2],
    [500, 2],
  ])('counts by the square root of its time up to 80 s: after %i s %f times', (seconds, weight) => {
    expectKey(
      [sungNote(0, 1, 67)],
      (w, degree) => 0.6 * voice(w, degree) + weight * (w.harmony[degree(60)] as number),
      onC(seconds),
    );
  });

  it('is named after the mean tuning of the singer', () => {
    const sharpBy = (...cents: readonly number[]) =>
      cents.map((by, i) => ({ ...sungNote(i, i + 1, 67), centreMidi: 67 + by / 100 }));
    // For a singer 0.6 semitones sharp the band's C is a B; for one 0.23 sharp it is a C.
    const onB = { ...onC(80), pitches: onC(80).pitches.map((_, bin) => Number(bin === 110)) };
    expect(estimateKey(sharpBy(80, 40), onC(80))).toEqual(estimateKey(sharpBy(0, 0), onB));
    expect(estimateKey(sharpBy(30, 20, 20), onC(80))).toEqual(
      estimateKey(sharpBy(0, 0, 0), onC(80)),
    );
  });
});
