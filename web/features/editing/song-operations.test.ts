import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import { describe, expect, it } from 'vitest';
import {
  lengthInNotes,
  pickupChoices,
  scaleTempo,
  setPickup,
  setTempo,
  setTimeSignature,
} from './song-operations.ts';

const tune = editableOf(writtenScore(shortTune));
/** One quarter after a silence, in four-four: 192 ticks to a measure. */
const afterSilence = (startTick: number) =>
  editableOf(writtenScore([{ startTick, endTick: startTick + 48, midi: 60 }]));
const startOf = ({ notes }: typeof tune) => notes[0]?.startTick;

describe('a pickup', () => {
  it('is shorter than a measure', () => {
    expect(setPickup(tune, 180).pickupTicks).toBe(180);
    expect(setPickup(tune, 192)).toBe(tune);
    expect(setPickup(tune, -12)).toBe(tune);
  });

  it('cuts the silence that it replaces', () => {
    expect(startOf(setPickup(afterSilence(144), 48))).toBe(0);
    expect(startOf(setPickup(afterSilence(156), 48))).toBe(12);
  });

  it('cuts nothing from a shorter silence', () => {
    expect(startOf(setPickup(afterSilence(132), 48))).toBe(132);
  });

  it('cuts nothing when there was a pickup before, or is none now', () => {
    expect(startOf(setPickup({ ...afterSilence(180), pickupTicks: 24 }, 48))).toBe(180);
    expect(startOf(setPickup(afterSilence(240), 0))).toBe(240);
  });

  it('moves tempos and time points with the notes, no tempo before the start', () => {
    const document = {
      ...afterSilence(144),
      tempos: [
        { tick: 0, quarterBpm: 60 },
        { tick: 192, quarterBpm: 80 },
      ],
      timePoints: [{ tick: 72, seconds: 1.5 }],
    };
    const { tempos, timePoints, notes } = setPickup(document, 48);
    expect(tempos.map(({ tick }) => tick)).toEqual([0, 48]);
    expect(timePoints).toEqual([{ tick: -72, seconds: 1.5 }]);
    expect(notes.map(({ startTick, endTick }) => [startTick, endTick])).toEqual([[0, 48]]);
  });

  it('is dropped by a time signature with measures no longer than it', () => {
    const withPickup = setPickup(tune, 144);
    const pickupIn = (beats: number) =>
      setTimeSignature(withPickup, { beats, beatType: 4 }).pickupTicks;
    expect([pickupIn(4), pickupIn(3), pickupIn(2)]).toEqual([144, 0, 0]);
  });

  it.each([
    ['4/4', { beats: 4, beatType: 4 }, 16],
    ['2/2', { beats: 2, beatType: 2 }, 16],
    ['6/8', { beats: 6, beatType: 8 }, 12],
    ['3/8', { beats: 3, beatType: 8 }, 6],
    ['5/16', { beats: 5, beatType: 16 }, 5],
  ] as const)('in %s lasts any number of sixteenths', (_, timeSignature, count) => {
    const choices = pickupChoices(timeSignature);
    expect(choices).toEqual(Array.from({ length: count }, (_, i) => 12 * i));
    for (const pickupTicks of choices) {
      const metre = setTimeSignature(tune, timeSignature);
      expect(setPickup(metre, pickupTicks).pickupTicks).toBe(pickupTicks);
      expect(() => scoreOf(setPickup(metre, pickupTicks))).not.toThrow();
    }
  });

  it('is named in the longest note value that measures it', () => {
    expect([12, 24, 36, 48, 72, 96, 6].map(lengthInNotes)).toEqual([
      { count: 1, unit: 16 },
      { count: 1, unit: 8 },
      { count: 3, unit: 16 },
      { count: 1, unit: 4 },
      { count: 3, unit: 8 },
      { count: 2, unit: 4 },
      { count: 1, unit: 32 },
    ]);
  });
});

describe('the tempo', () => {
  it('is from 20 to 400 quarter notes a minute', () => {
    expect(setTempo(tune, 20).tempos).toEqual([{ tick: 0, quarterBpm: 20 }]);
    expect(setTempo(tune, 400).tempos).toEqual([{ tick: 0, quarterBpm: 400 }]);
    for (const outside of [19.9, 400.1, Number.NaN]) expect(setTempo(tune, outside)).toBe(tune);
  });

  it('is not scaled out of this range', () => {
    const bpmAfter = (quarterBpm: number, factor: 0.5 | 2) =>
      scaleTempo(setTempo(tune, quarterBpm), factor).tempos[0]?.quarterBpm;
    expect([bpmAfter(200, 2), bpmAfter(201, 2)]).toEqual([400, 201]);
    expect([bpmAfter(40, 0.5), bpmAfter(39, 0.5)]).toEqual([20, 39]);
  });

  it('is scaled together with every note value', () => {
    const document = {
      ...tune,
      pickupTicks: 36,
      tempos: [
        { tick: 0, quarterBpm: 60 },
        { tick: 97, quarterBpm: 80 },
      ],
      timePoints: [{ tick: 145, seconds: 3 }],
    };
    const doubled = scaleTempo(document, 2);
    expect(doubled.tempos).toEqual([
      { tick: 0, quarterBpm: 120 },
      { tick: 194, quarterBpm: 160 },
    ]);
    expect(doubled.notes.map(({ startTick, endTick }) => [startTick, endTick])).toEqual([
      [0, 96],
      [96, 192],
      [192, 288],
      [384, 576],
    ]);
    expect([doubled.timePoints, doubled.pickupTicks]).toEqual([[{ tick: 290, seconds: 3 }], 72]);
    const halved = scaleTempo(document, 0.5);
    expect(halved.tempos.map(({ tick }) => tick)).toEqual([0, 49]);
    expect(halved.timePoints).toEqual([{ tick: 73, seconds: 3 }]);
  });

  it('leaves of a doubled pickup what exceeds a measure', () => {
    expect(scaleTempo({ ...tune, pickupTicks: 144 }, 2).pickupTicks).toBe(96);
    expect(scaleTempo({ ...tune, pickupTicks: 96 }, 2).pickupTicks).toBe(0);
  });
});
