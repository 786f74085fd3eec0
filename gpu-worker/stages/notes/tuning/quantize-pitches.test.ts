import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../testing/random-numbers.ts';
import { quantizePitches } from './quantize-pitches.ts';
import { degreePrior, pitchSigma, type SungPitch } from './scale-likelihood.ts';

const scaleMidi = 60;
const c = 0;
const d = 2;
const e = 4;
const f = 5;
const g = 7;
const a = 9;

/** The semitones of pitches above the tonic, one every half second. */
function stepsOf(above: readonly number[], glideAt?: number, secondsApart = 0.5) {
  const pitches = above.map((semitones, i) => ({
    midi: scaleMidi + semitones,
    timeSeconds: i * secondsApart,
    durationSeconds: 0.4,
    spreadSemitones: i === glideAt ? 2 : 0,
  }));
  return quantizePitches(
    pitches,
    pitches.map(() => scaleMidi),
  );
}

const degreeOf = (step: number) => ((step % 12) + 12) % 12;

/** Log density of a normal distribution, up to a constant. */
const logNormal = (value: number, mean: number, variance: number) =>
  -((value - mean) ** 2) / (2 * variance);

/**
 * Probability that each pitch is the semitone above and not the one below, summed over all ways to name
 * a song. Errors are normal; that of a pitch correlates by 0.3 with the error before, less by a factor
 * e for each half second of pause.
 *
 * @param prior of a degree for pitch `i`.
 */
function upperProbabilities(
  pitches: readonly SungPitch[],
  prior: (degree: number, i: number) => number,
): number[] {
  const upper = pitches.map(() => 0);
  let total = 0;
  for (let way = 0; way < 2 ** pitches.length; way++) {
    const isUpper = (i: number) => (way >> i) & 1;
    const steps = pitches.map(({ midi }, i) => Math.floor(midi - scaleMidi) + isUpper(i));
    const errors = pitches.map(
      (pitch, i) => (pitch.midi - scaleMidi - steps[i]!) / pitchSigma(pitch),
    );
    let log = 0;
    pitches.forEach(({ timeSeconds }, i) => {
      const before = pitches[i - 1];
      const pause = before && timeSeconds - before.timeSeconds - before.durationSeconds;
      const correlation = pause === undefined ? 0 : 0.3 * Math.exp(-Math.max(0, pause) / 0.5);
      log += Math.log(prior(degreeOf(steps[i]!), i));
      log += logNormal(errors[i]!, correlation * (errors[i - 1] ?? 0), 1 - correlation ** 2);
    });
    total += Math.exp(log);
    for (const i of pitches.keys()) upper[i] = upper[i]! + isUpper(i) * Math.exp(log);
  }
  return upper.map((probability) => probability / total);
}

/** The names by all ways to name a song: first by the degrees of all songs, then by those of this song. */
function namesByEnumeration(pitches: readonly SungPitch[]): number[] {
  const first = upperProbabilities(pitches, (degree) => degreePrior[degree]!);
  // The degrees of all songs count as much as 24 notes.
  const prior = (degree: number, own: number) =>
    pitches.reduce((count, { midi }, i) => {
      if (i === own) return count;
      const below = Math.floor(midi - scaleMidi);
      const isBelow = degreeOf(below) === degree ? 1 - first[i]! : 0;
      return count + isBelow + (degreeOf(below + 1) === degree ? first[i]! : 0);
    }, 24 * degreePrior[degree]!);
  return upperProbabilities(pitches, prior).map(
    (probability, i) => Math.floor(pitches[i]!.midi - scaleMidi) + (probability > 0.5 ? 1 : 0),
  );
}

describe('quantizePitches', () => {
  it('gives each pitch its more probable name, by all ways to name the song', () => {
    const random = randomNumbers(1);
    for (let song = 0; song < 300; song++) {
      let timeSeconds = 0;
      const sharp = 0.5 * (random() - 0.5);
      const pitches = Array.from({ length: 7 }, () => {
        const midi = scaleMidi + Math.floor(8 * random()) + sharp + 0.6 * (random() - 0.5) + 0.5;
        const durationSeconds = 0.05 + 0.5 * random();
        const pitch = { midi, timeSeconds, durationSeconds, spreadSemitones: random() };
        timeSeconds += durationSeconds + (random() < 0.5 ? random() : -0.02);
        return pitch;
      });
      const names = quantizePitches(
        pitches,
        pitches.map(() => scaleMidi),
      );
      expect(names).toEqual(namesByEnumeration(pitches));
    }
  });

  it('keeps pitches that are in tune, also chromatic and distant ones', () => {
    const tune = [0, 2, 3, 5, 6, 8, 11, 13, -1, -14, 26, 1];
    expect(stepsOf(tune)).toEqual(tune);
  });

  it('decides a pitch between two semitones by the error of its neighbours', () => {
    const tune: number[] = [c, d, g, e, d, c];
    const sharp = stepsOf(tune.map((step) => step + 0.4).with(3, e + 0.5));
    expect(sharp).toEqual(tune);
    const flat = stepsOf(tune.map((step) => step - 0.4).with(3, e + 0.5));
    expect(flat).toEqual(tune.with(3, f));
    // After pauses of 4.6 s the errors are independent: the nearer semitone wins.
    for (const error of [0.4, -0.4]) {
      const nearE = tune.map((step) => step + error).with(3, e + 0.48);
      expect(stepsOf(nearE, undefined, 5)[3]).toBe(e);
    }
    expect(stepsOf(tune.map((step) => step - 0.4).with(3, e + 0.48))[3]).toBe(f);
  });

  it.each([
    ['E', e, [c, d, e, g, a]],
    ['F', f, [c, d, f, g, a]],
  ])('decides a pitch between E and F by a song that has only %s', (_, only, used) => {
    const song = Array.from({ length: 40 }, (_, i) => used[(3 * i) % used.length] as number);
    const doubtful = song.map((step, i) => (i === 20 ? e + 0.5 : step));
    expect(stepsOf(doubtful)).toEqual(song.with(20, only));
  });

  it('trusts the song more for a glide than for a steady pitch', () => {
    const song = Array.from({ length: 40 }, (_, i) => [c, d, e, g, a][(3 * i) % 5] as number);
    const doubtful = song.with(20, e + 0.75);
    expect(stepsOf(doubtful)).toEqual(song.with(20, f));
    expect(stepsOf(doubtful, 20)).toEqual(song.with(20, e));
  });

  it('gives the same degrees in other octaves', () => {
    const above = [0.3, 2.4, 4.5, 6.4, 4.6, 1.4];
    const names = stepsOf(above);
    for (const octaves of [-2, 1]) {
      expect(stepsOf(above.map((semitones) => semitones + 12 * octaves))).toEqual(
        names.map((step) => step + 12 * octaves),
      );
    }
    expect(names.every((step) => Number.isInteger(step))).toBe(true);
  });

  it('names no pitches', () => {
    expect(stepsOf([])).toEqual([]);
  });
});
