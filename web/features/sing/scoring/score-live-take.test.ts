import { comparisonSchema } from '@my-pitch/shared/scoring/comparison';
import { type Changes, makeSong, makeTake } from '@my-pitch/shared/scoring/testing/made-take';
import { describe, expect, it } from 'vitest';
import { findDelay } from './find-delay.ts';
import { judgeLiveNote, type LiveTake, scoreLiveTake } from './score-live-take.ts';

const reference = makeSong(1);
const endSeconds = (reference.at(-1)?.endSeconds ?? 0) + 1;
const score = { measures: [], timeMap: [] };

/** A take that was sung to the song from `startSeconds` on, at a speed. */
function sung(changes: Changes = {}, { startSeconds = 0, speed = 1, keyShiftSemitones = 0 } = {}) {
  const timeAt = (seconds: number) => (seconds - startSeconds) / speed;
  const notes = reference.filter((note) => note.startSeconds >= startSeconds);
  const { curve } = makeTake(notes, { timeAt, ...changes });
  const take = { reference, curve, startSeconds, endSeconds, speed, keyShiftSemitones };
  return take satisfies LiveTake;
}

const pointsOf = (take: LiveTake) => scoreLiveTake(take, score)?.overall.normal ?? Number.NaN;

describe('a live take', () => {
  it('has all points if it is sung as written, at any speed, and from any note on', () => {
    expect(pointsOf(sung())).toBeGreaterThan(99);
    expect(pointsOf(sung({}, { speed: 0.75 }))).toBeGreaterThan(99);
    const startSeconds = reference[20]!.startSeconds;
    const comparison = scoreLiveTake(sung({}, { startSeconds }), score);
    expect(comparison?.overall.strict).toBeGreaterThan(99);
    expect(comparison?.notes[19]?.status).toBe('not-compared');
    expect(comparison?.notes[20]?.status).toBe('sung');
    expect(comparison?.part.share).toBeCloseTo(
      reference.slice(20).reduce((sum, note) => sum + note.quarters, 0) /
        reference.reduce((sum, note) => sum + note.quarters, 0),
    );
  });

  it('is what a stored comparison may be', () => {
    expect(comparisonSchema.parse(scoreLiveTake(sung(), score)).counts.missed).toBe(0);
  });

  it('forgives an octave, but no other key than that of the playback', () => {
    expect(pointsOf(sung({ semitones: -12 }))).toBeGreaterThan(99);
    expect(pointsOf(sung({ semitones: 2 }))).toBeLessThan(5);
    expect(pointsOf(sung({ semitones: 2 }, { keyShiftSemitones: 2 }))).toBeGreaterThan(99);
  });

  it('loses points for cents as in a take that was sent', () => {
    expect(pointsOf(sung({ cents: () => 55 }))).toBeCloseTo(100 - 60 / 2, 0);
  });

  it('tells another note from none', () => {
    const take = sung({
      cents: (note) => (note === 3 ? 300 : 0),
      isLeftOut: (note) => note === 5 || note === 6,
    });
    expect(scoreLiveTake(take, score)?.counts).toMatchObject({ wrong: 1, missed: 2, extra: 0 });
  });

  it('of another melody has few points', () => {
    for (let seed = 11; seed < 23; seed++) {
      const { curve } = makeTake(makeSong(seed));
      expect(pointsOf({ ...sung(), curve })).toBeLessThan(25);
    }
  });

  it('has no points for silence, and none for a part without notes', () => {
    expect(pointsOf(sung({ isLeftOut: () => true }))).toBe(0);
    expect(scoreLiveTake({ ...sung(), startSeconds: 0, endSeconds: 0.5 }, score)).toBeUndefined();
  });
});

it('a note is judged as soon as it has been sung', () => {
  const cents = [0, 40, -40, 150, 0];
  const take = sung({ cents: (note) => cents[note] ?? 0, isLeftOut: (note) => note === 4 });
  const verdicts = cents.map((_, note) => judgeLiveNote(take, note));
  expect(verdicts).toEqual(['in-tune', 'sharp', 'flat', 'wrong', 'missed']);
});

describe('the delay of a take', () => {
  it('is found to 20 ms within a quarter of a second, whatever the speed', () => {
    for (const delay of [-0.2, -0.06, 0.06, 0.12, 0.24]) {
      for (const speed of [1, 0.7]) {
        const found = findDelay(sung({ timeAt: (seconds) => seconds / speed + delay }, { speed }));
        expect(Math.abs((found ?? 9) - delay)).toBeLessThan(0.02);
      }
    }
  });

  it('is 0 if the take is in time, also out of tune and with single late notes', () => {
    const late = (note: number) => (note % 4 === 0 ? 0.1 : 0);
    expect(findDelay(sung())).toBe(0);
    expect(findDelay(sung({ cents: (note) => 30 * Math.sin(note), lateSeconds: late }))).toBe(0);
  });

  it('is unknown if another melody, or next to nothing, was sung', () => {
    const other = makeTake(makeSong(7)).curve;
    expect(findDelay({ ...sung(), curve: other })).toBeUndefined();
    expect(findDelay(sung({ isLeftOut: (note) => note > 5 }))).toBeUndefined();
  });
});
