import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beatHere } from './nearest-beat.ts';
import { alignBeat, rebarToTempo } from './rebar.ts';
import { scaleTempo, setPickup } from './song-operations.ts';

// Quarters at 60 a minute: G4, A4, B4, a quarter rest, and a half C5.
const tune = editableOf(writtenScore(shortTune));
const ticksOf = ({ notes }: EditableDocument) =>
  notes.map(({ startTick, endTick }) => [startTick, endTick]);
/** Quarters without rests. */
const quarters = (count: number) =>
  editableOf(
    writtenScore(
      Array.from({ length: count }, (_, i) => ({
        startTick: 48 * i,
        endTick: 48 * i + 48,
        midi: 60,
      })),
    ),
  );

describe('music at another tempo', () => {
  it('has other note values and barlines, and sounds the same', () => {
    const slower = rebarToTempo(tune, 40);
    expect(slower.tempos).toEqual([{ tick: 0, quarterBpm: 40 }]);
    expect(ticksOf(slower)).toEqual([
      [0, 32],
      [32, 64],
      [64, 96],
      [128, 192],
    ]);
    expect(slower.notes.map(({ sung }) => sung)).toEqual(tune.notes.map(({ sung }) => sung));
    expect(scoreOf(slower).measures).toHaveLength(1);
  });

  it('is on the grid of sixteenths where the tempos have no simple ratio', () => {
    const faster = rebarToTempo(tune, 66);
    expect(ticksOf(faster)).toEqual([
      [0, 48],
      [48, 108],
      [108, 156],
      [216, 312],
    ]);
    expect(faster.tempos[0]?.quarterBpm).toBe(66);
  });

  it('keeps the barline after a pickup', () => {
    const withPickup = setPickup(tune, 48);
    const doubled = rebarToTempo(withPickup, 120);
    expect([doubled.pickupTicks, ticksOf(doubled)[1]]).toEqual([96, [96, 192]]);
    const faster = rebarToTempo(withPickup, 66);
    expect([faster.pickupTicks, ticksOf(faster)[1]?.[0]]).toEqual([48, 48]);
  });

  it('has the same ticks after storage: no −0', () => {
    const timePoints = [{ tick: -1, seconds: 0 }];
    const slower = rebarToTempo({ ...tune, timePoints }, 20);
    expect(JSON.parse(JSON.stringify(slower))).toEqual(slower);
    const halved = scaleTempo({ ...tune, timePoints }, 0.5);
    expect(JSON.parse(JSON.stringify(halved))).toEqual(halved);
  });

  it('is between 20 and 400 quarters a minute', () => {
    for (const quarterBpm of [19, 401, 60, Number.NaN]) {
      expect(rebarToTempo(tune, quarterBpm)).toBe(tune);
    }
  });
});

describe('a beat that is moved onto the sound', () => {
  it('takes the music there along, and all later music', () => {
    // The downbeat of the second measure is sung a beat later, at the sixth note.
    const moved = alignBeat(quarters(8), { tick: 192, seconds: 5 });
    expect(ticksOf(moved).slice(4)).toEqual([
      [156, 192],
      [192, 240],
      [240, 288],
      [288, 336],
    ]);
    expect(secondsAtTick(scoreOf(moved).timeMap, 192)).toBe(5);
    expect(moved.syncPoints).toEqual([{ tick: 192, seconds: 5 }]);
  });

  it('stretches the music from the beat that was moved before it', () => {
    const first = alignBeat(quarters(12), { tick: 192, seconds: 4 });
    const second = alignBeat(first, { tick: 384, seconds: 10 });
    expect(ticksOf(second).slice(0, 4)).toEqual(ticksOf(first).slice(0, 4));
    expect(ticksOf(second)[7]?.[0]).toBe(288);
    expect(ticksOf(second)[10]?.[0]).toBe(384);
    const { timeMap } = scoreOf(second);
    expect([192, 384].map((tick) => secondsAtTick(timeMap, tick))).toEqual([4, 10]);
  });

  it('leaves the music from the next moved beat on', () => {
    const last = alignBeat(quarters(12), { tick: 384, seconds: 8 });
    const middle = alignBeat(last, { tick: 192, seconds: 5 });
    expect(ticksOf(middle).slice(8)).toEqual(ticksOf(last).slice(8));
    expect(ticksOf(middle)[5]?.[0]).toBe(192);
  });

  it('leaves the speed of later music as it was, also where the time map has no later point', () => {
    const { notes, ...document } = quarters(8);
    const timePoints = [
      { tick: 0, seconds: 0 },
      { tick: 48, seconds: 1 },
    ];
    const sparse = {
      ...document,
      timePoints,
      notes: notes.map((note) => ({ ...note, isAnchor: false })),
    };
    const { timeMap } = scoreOf(alignBeat(sparse, { tick: 192, seconds: 5 }));
    expect([192, 240, 384].map((tick) => secondsAtTick(timeMap, tick))).toEqual([5, 6, 9]);
  });

  it('moves again instead of twice', () => {
    const moved = alignBeat(quarters(8), { tick: 192, seconds: 5 });
    const back = alignBeat(moved, { tick: 192, seconds: 4 });
    expect(back.syncPoints).toEqual([{ tick: 192, seconds: 4 }]);
    expect(secondsAtTick(scoreOf(back).timeMap, 192)).toBe(4);
  });

  it('stays between its neighbours', () => {
    const first = alignBeat(quarters(12), { tick: 192, seconds: 4 });
    expect(alignBeat(first, { tick: 240, seconds: 3 })).toBe(first);
    const last = alignBeat(quarters(12), { tick: 384, seconds: 8 });
    expect(alignBeat(last, { tick: 192, seconds: 9 })).toBe(last);
    expect(alignBeat(tune, { tick: 0, seconds: 2 })).toBe(tune);
  });
});

/** Quarters without rests, but the second of every four is a triplet of eighths. */
const withTriplets = (measures: number) =>
  editableOf(
    writtenScore(
      Array.from({ length: measures }, (_, measure) =>
        [0, 48, 64, 80, 96, 144].map((at) => 192 * measure + at),
      )
        .flat()
        .map((startTick, index, starts) => ({
          startTick,
          endTick: starts[index + 1] ?? 192 * measures,
          midi: 60,
        })),
    ),
  );
const tripletNotes = (document: EditableDocument) =>
  scoreOf(document).measures.map(
    ({ elements }) => elements.filter(({ tuplet }) => tuplet !== undefined).length,
  );

describe('triplets', () => {
  it('stay where a beat after them moves a little', () => {
    const tune = withTriplets(4);
    const moved = alignBeat(tune, { tick: 192, seconds: 4.1 });
    expect(ticksOf(moved)).toEqual(ticksOf(tune));
    expect(tripletNotes(alignBeat(moved, { tick: 384, seconds: 7.9 }))).toEqual([3, 3, 3, 3]);
  });

  it('stay between two moved beats', () => {
    const tune = withTriplets(4);
    const [first, last] = [
      { tick: 192, seconds: 4 },
      { tick: 576, seconds: 12 },
    ];
    const moved = alignBeat(alignBeat(tune, first), last);
    const middle = alignBeat(moved, { tick: 384, seconds: 8.15 });
    expect(tripletNotes(middle)).toEqual([3, 3, 3, 3]);
  });

  it('stay on their beats where all later music moves by a sixteenth', () => {
    const moved = alignBeat(withTriplets(4), { tick: 192, seconds: 4.3 });
    expect(tripletNotes(moved)).toEqual([3, 3, 3, 3]);
  });

  it('stay at a tempo that is a little faster', () => {
    const tune = withTriplets(2);
    expect(tripletNotes(rebarToTempo(tune, 61)).slice(0, 2)).toEqual([3, 3]);
    expect(tripletNotes(rebarToTempo(tune, 31)).reduce((sum, each) => sum + each)).toBe(6);
  });

  it('give way where a note within them is put on the beat', () => {
    const moved = alignBeat(withTriplets(2), { tick: 48, seconds: 64 / 48 });
    expect(ticksOf(moved)[2]?.[0]).toBe(48);
  });

  it('stay in any tune, as long as no beat moves by more than an eighth of its length', () => {
    const beat = fc.constantFrom([0, 16, 32], [0, 24], [0], [0, 12, 24], [0, 8, 16, 24], [24]);
    const tunes = fc.array(beat, { minLength: 8, maxLength: 16 });
    const share = fc.integer({ min: -12, max: 12 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(tunes, fc.integer({ min: 4, max: 7 }), share, (beats, at, late) => {
        const starts = beats.flatMap((ticks, index) => ticks.map((tick) => 48 * index + tick));
        const document = editableOf(
          writtenScore(
            starts.map((startTick, index) => ({
              startTick,
              endTick: starts[index + 1] ?? 48 * beats.length,
              midi: 60,
            })),
          ),
        );
        const moved = alignBeat(document, { tick: 48 * at, seconds: at + late });
        expect(tripletNotes(moved)).toEqual(tripletNotes(document));
      }),
    );
  });
});

describe('the beat at a playback position', () => {
  const score = writtenScore(shortTune);

  it('is the nearest barline or beat', () => {
    expect(beatHere(score, 3.3, 'barline')).toEqual({ tick: 192, seconds: 3.3 });
    expect(beatHere(score, 3.3, 'beat')).toEqual({ tick: 144, seconds: 3.3 });
    expect(beatHere(score, 0.2, 'beat')?.tick).toBe(48);
  });

  it('is at a sung onset that is close', () => {
    expect(beatHere(score, 4.1, 'barline')).toEqual({ tick: 192, seconds: 4 });
  });

  it('needs a barline within the score', () => {
    const one = writtenScore([{ startTick: 0, endTick: 48, midi: 60 }]);
    expect(beatHere(one, 1, 'barline')).toBeUndefined();
  });
});
