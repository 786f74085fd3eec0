import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { describe, expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { findBar } from './find-bar.ts';
import { centsText, judge } from './judge.ts';
import { barAt, barsBetween, type NoteBar, noteBars } from './note-bars.ts';
import { addSound, emptyPeaks, levelBetween } from './peaks.ts';
import { pitchDataOf } from './pitch-data.ts';
import { pitchName } from './pitch-name.ts';
import { midiAt, type PitchRows, pitchRows, rowsOfPart, yOf } from './pitch-rows.ts';
import { summarisePitch, tuningReferenceHz } from './summary.ts';
import { judgeFrames, sungCurve } from './sung-curve.ts';

/** A bar; in tune by default. */
function barOf(
  sungNote: number,
  startSeconds: number,
  endSeconds: number,
  midi: number,
  deviationCents = 0,
): NoteBar {
  const centreMidi = midi + deviationCents / 100;
  const sung = {
    startSeconds,
    endSeconds,
    centreMidi,
    deviationCents,
    confidence: 1,
    loudnessDb: -20,
  };
  return { sungNote, midi, measureNumber: 1, pitch: spellPitch(midi, 0), sung };
}

describe('rows of semitones', () => {
  it('contain every note and one more on either side, at least ten in all', () => {
    expect(pitchRows([55, 72], 400)).toMatchObject({ lowMidi: 54, highMidi: 73, rowHeight: 20 });
    const narrow = pitchRows([60, 62], 400);
    expect(narrow.highMidi - narrow.lowMidi + 1).toBe(10);
    expect(pitchRows([], 400).height).toBeGreaterThan(0);
  });

  it('leave the measure numbers clear of the highest note', () => {
    for (const [low, high] of [
      [60, 62],
      [50, 70],
      [45, 84],
    ] as const) {
      for (const height of [132, 160, 340]) {
        const rows = pitchRows([low, high], height);
        expect(yOf(rows, high) - rows.rowHeight / 2).toBeGreaterThanOrEqual(14);
      }
    }
  });

  it('have their pitch in the middle, and convert positions back to pitches', () => {
    const rows = pitchRows([60, 71], 280);
    expect(yOf(rows, rows.highMidi)).toBe(rows.rowHeight / 2);
    expect(yOf(rows, rows.lowMidi)).toBe(rows.height - rows.rowHeight / 2);
    expect(midiAt(rows, yOf(rows, 64.37))).toBeCloseTo(64.37, 9);
  });
});

describe('rows of a part of a song', () => {
  const whole = pitchRows([50, 80], 340);
  const of = (before: PitchRows, midis: readonly number[], isStill: boolean) =>
    rowsOfPart(before, midis, { whole, isStill });

  it('are those of its own notes, in the same height, once it is still', () => {
    expect(of(whole, [60, 67], false)).toBe(whole);
    const part = of(whole, [60, 67], true);
    expect(part.height).toBe(whole.height);
    expect(part.highMidi - part.lowMidi + 1).toBe(13);
    expect([part.lowMidi <= 59, part.highMidi >= 68]).toEqual([true, true]);
    expect(part.rowHeight).toBeCloseTo(whole.height / 13, 9);
    expect(yOf(part, part.lowMidi)).toBeCloseTo(whole.height - part.rowHeight / 2, 9);
  });

  it('contain every note with room on either side, wherever and however wide they are', () => {
    for (let low = 50; low <= 80; low += 1) {
      for (let high = low; high <= 80; high += 1) {
        const part = of(whole, [low, high], true);
        expect([part.lowMidi < low, part.highMidi > high, part.height]).toEqual([
          true,
          true,
          whole.height,
        ]);
        expect(yOf(part, high) - part.rowHeight / 2).toBeGreaterThanOrEqual(10);
      }
    }
  });

  it('stay while they contain the notes, and grow at once for a note outside', () => {
    const part = of(whole, [60, 67], true);
    expect(of(part, [61, 66], true)).toBe(part);
    expect(of(part, [], true)).toBe(part);
    const grown = of(part, [60, 79], false);
    expect([grown.lowMidi <= 59, grown.highMidi >= 80]).toEqual([true, true]);
    expect(of(part, [50, 80], false)).toBe(whole);
  });

  it('stay within those of the song at its edges', () => {
    const low = of(whole, [50, 51], true);
    expect(low.lowMidi).toBe(whole.lowMidi);
    const high = of(whole, [79, 80], true);
    expect(high.highMidi).toBe(whole.highMidi);
  });
});

describe('a deviation', () => {
  it('is in tune within 20 cents, else sharp or flat', () => {
    expect([-50, -21, -20, 0, 20, 21].map(judge)).toEqual([
      'flat',
      'flat',
      'in-tune',
      'in-tune',
      'in-tune',
      'sharp',
    ]);
    expect([12.4, -7.6, -0.2].map(centsText)).toEqual(['+12', '−8', '0']);
  });
});

describe('the bars', () => {
  const written = { pitch: { step: 'B', alter: -1, octave: 3 } } as const;
  const sung = { centreMidi: 58, deviationCents: 3, confidence: 1, loudnessDb: -20 };
  it('are one per sung note, even if that is written as several tied notes', () => {
    const score = scoreOf(
      [
        measureOf([noteOf(written.pitch, { tiedToNext: true, durationTicks: 192 })], -2),
        measureOf(
          [
            noteOf(written.pitch, { tiedFromPrevious: true }),
            noteOf(written.pitch, { sungNote: 1 }),
          ],
          -2,
          { number: 2, startTick: 192 },
        ),
      ],
      [
        { startSeconds: 0, endSeconds: 5, ...sung },
        { startSeconds: 5, endSeconds: 6, ...sung },
      ],
    );
    const bars = noteBars(score);
    expect(
      bars.map(({ sungNote, midi, measureNumber }) => [sungNote, midi, measureNumber]),
    ).toEqual([
      [0, 58, 1],
      [1, 58, 2],
    ]);
    expect(pitchName(bars[0]!.pitch)).toBe('B♭3');
    expect(pitchDataOf(score, undefined).measures.map(({ seconds }) => seconds)).toEqual([0, 4]);
  });

  const bars = [barOf(0, 0, 1, 60), barOf(1, 1, 2, 62), barOf(2, 3, 4, 64)];
  it('are found by time', () => {
    const at = (seconds: number) => barAt(bars, seconds)?.sungNote;
    expect([0, 0.99, 1, 2, 2.5, 3, 4].map(at)).toEqual([
      0,
      0,
      1,
      undefined,
      undefined,
      2,
      undefined,
    ]);
    const between = (from: number, to: number) => barsBetween(bars, from, to).length;
    expect([between(0, 9), between(1, 3), between(2, 3), between(0.5, 1.5)]).toEqual([3, 1, 0, 2]);
  });

  it('are found near a point, the nearest first', () => {
    const rows = pitchRows([60, 64], 200);
    const viewport = { startSeconds: 0, pixelsPerSecond: 100 };
    const at = (x: number, midi: number) =>
      findBar(bars, { x, y: yOf(rows, midi) }, viewport, rows)?.sungNote;
    expect(at(50, 60)).toBe(0);
    expect(at(295, 64)).toBe(2);
    expect(at(250, 64)).toBeUndefined();
    expect(at(50, 63)).toBeUndefined();
  });
});

describe('the sung curve', () => {
  const bars = [barOf(0, 0, 1, 69), barOf(1, 1, 2, 69)];
  const curveOf = (midiAtTime: (seconds: number) => number | null, tuning = 0) => {
    const track = Array.from({ length: 200 }, (_, i) => {
      const midi = midiAtTime(i / 100);
      return midi === null ? null : midiToHz(midi);
    });
    return sungCurve({ hopSeconds: 0.01, frequencyHz: track }, tuning);
  };

  it('is in fractional semitones relative to the singer’s tuning, and NaN where unvoiced', () => {
    const { midi } = curveOf((seconds) => (seconds < 1 ? 69.39 : null), 39);
    expect(midi[50]).toBeCloseTo(69, 5);
    expect(midi[150]).toBeNaN();
  });

  it('is judged against its note: vibrato is in tune, a scoop is flat until it reaches the pitch', () => {
    const vibrato = curveOf((seconds) => 69 + 0.4 * Math.sin(2 * Math.PI * 5 * seconds));
    const judged = judgeFrames(vibrato, bars);
    expect(new Set(judged.slice(20, 80))).toEqual(new Set(['in-tune']));
    const scoop = judgeFrames(
      curveOf((seconds) => (seconds < 1.3 ? 68 : 69)),
      bars,
    );
    expect([scoop[110], scoop[120], scoop[150]]).toEqual(['flat', 'flat', 'in-tune']);
    expect(judgeFrames(vibrato, [])).not.toContain('in-tune');
  });
});

describe('the summary', () => {
  it('weights notes by their duration', () => {
    const bars = [barOf(0, 0, 6, 60, 10), barOf(1, 6, 9, 60, 40), barOf(2, 9, 10, 60, -80)];
    expect(summarisePitch(bars)).toEqual({
      notes: 3,
      inTunePercent: 60,
      nearPercent: 90,
      medianCents: 10,
      tendency: 'sharp',
    });
    expect(summarisePitch([barOf(0, 0, 1, 60, -3)])?.tendency).toBe('centred');
    expect(summarisePitch([])).toBeUndefined();
  });

  it('computes the singer’s A4', () => {
    expect(tuningReferenceHz(0)).toBe(440);
    expect(tuningReferenceHz(-39)).toBeCloseTo(430.2, 1);
  });
});

describe('the peaks of a sound', () => {
  it('are the maxima over the channels in each hundredth of a second, added in parts', () => {
    const left = new Float32Array(44100);
    const right = new Float32Array(44100);
    left[441 * 10 + 3] = 0.5;
    right[441 * 50 + 440] = -0.8;
    const peaks = emptyPeaks(1);
    for (const [from, to] of [
      [0, 4413],
      [4413, 30_000],
      [30_000, 44_100],
    ] as const) {
      addSound(peaks, [left.slice(from, to), right.slice(from, to)], from, 44100);
    }
    expect(peaks.levels).toHaveLength(100);
    expect([...peaks.levels].flatMap((level, i) => (level > 0 ? [i] : []))).toEqual([10, 50]);
    expect(levelBetween(peaks, 0, 1)).toBeCloseTo(0.8, 6);
    expect(levelBetween(peaks, 0.2, 0.4)).toBe(0);
    expect(levelBetween(peaks, 5, 6)).toBe(0);
  });

  it('ignore sound after the end of the song', () => {
    const peaks = emptyPeaks(0.1);
    addSound(peaks, [new Float32Array(44100).fill(1)], 0, 44100);
    expect([...peaks.levels]).toEqual(Array(10).fill(1));
  });
});
