import { describe, expect, it } from 'vitest';
import { composeTimeMap } from './compose-time-map.ts';
import { shortTune, writtenScore } from './document.fixture.ts';
import { editableOf } from './document-of-score.ts';

type Point = readonly [tick: number, seconds: number];

const tune = editableOf(writtenScore(shortTune));
const [template] = tune.notes;

/** The time map of anchored onsets and other points, as pairs of tick and seconds. */
function mapOf(onsets: readonly Point[], points: readonly Point[], changes = {}) {
  const notes = onsets.map(([startTick, startSeconds], id) => ({
    ...template!,
    id,
    startTick,
    endTick: startTick + 6,
    isAnchor: true,
    sung: { ...template!.sung, startSeconds },
  }));
  const timePoints = points.map(([tick, seconds]) => ({ tick, seconds }));
  const map = composeTimeMap({ ...tune, notes, timePoints, ...changes });
  return map.map(({ tick, seconds }) => [tick, seconds]);
}

describe('a time map', () => {
  it('goes through anchored onsets', () => {
    expect(
      mapOf(
        [
          [0, 0.5],
          [48, 1.25],
        ],
        [],
      ),
    ).toEqual([
      [0, 0.5],
      [48, 1.25],
    ]);
    const notes = tune.notes.map((note, index) => ({ ...note, isAnchor: index !== 1 }));
    const ticks = composeTimeMap({ ...tune, notes, timePoints: [] }).map(({ tick }) => tick);
    expect(ticks).toEqual([0, 96, 192]);
  });

  it('skips onsets that do not rise in both coordinates', () => {
    expect(
      mapOf(
        [
          [0, 1],
          [0, 2],
          [48, 1],
          [96, 0.5],
          [144, 3],
        ],
        [],
      ),
    ).toEqual([
      [0, 1],
      [144, 3],
    ]);
  });

  it('keeps points between onsets, before and after them, in order', () => {
    expect(
      mapOf(
        [
          [48, 1],
          [96, 2],
        ],
        [
          [144, 3],
          [72, 1.5],
          [0, 0],
          [60, 1.2],
        ],
      ),
    ).toEqual([
      [0, 0],
      [48, 1],
      [60, 1.2],
      [72, 1.5],
      [96, 2],
      [144, 3],
    ]);
  });

  it('drops points that share a coordinate with a neighbour or lie beyond one', () => {
    const onsets = [
      [48, 1],
      [96, 2],
    ] as const;
    for (const point of [
      [48, 1.5],
      [96, 1.5],
      [72, 1],
      [72, 2],
      [72, 0.5],
      [72, 3],
      [100, 2],
    ]) {
      expect(mapOf(onsets, [point as unknown as Point])).toEqual(onsets);
    }
    expect(
      mapOf(onsets, [
        [20, 0.5],
        [30, 0.5],
        [40, 0.6],
      ]),
    ).toEqual([[20, 0.5], [40, 0.6], ...onsets]);
  });

  it('has two points at least, a quarter apart at the printed tempo', () => {
    const tempos = [{ tick: 0, quarterBpm: 60 }];
    expect(mapOf([], [], { tempos })).toEqual([
      [0, 0],
      [48, 1],
    ]);
    expect(mapOf([[24, 3]], [], { tempos })).toEqual([
      [24, 3],
      [72, 4],
    ]);
    expect(mapOf([], [], { tempos: [] })).toEqual([
      [0, 0],
      [48, 0.5],
    ]);
  });
});
