import { describe, expect, it } from 'vitest';
import { compareHypothesis } from './compare-hypothesis.ts';
import type { Performance } from './performances.ts';

const pitches = [60, 62, 64, 65, 67, 69, 71, 72];
const song: Performance = {
  time: '4/4',
  printed: pitches.map((midi, i) => ({ tick: 48 * i, midi })),
  notes: pitches.map((midi, i) => ({ midi, startSeconds: i, endSeconds: i + 0.9 })),
};
const ticks = song.printed.map(({ tick }) => tick);

describe('compareHypothesis', () => {
  it('finds no errors in the printed rhythm', () => {
    const errors = compareHypothesis(song, ticks, '4/4');
    expect(errors).toEqual({
      edits: 0,
      isTimeRight: true,
      isPhaseRight: true,
      isLevelRight: true,
    });
  });

  it('counts every interval as wrong at half or double tempo', () => {
    const errors = compareHypothesis(
      song,
      ticks.map((tick) => tick / 2),
      '2/4',
    );
    expect(errors).toEqual({
      edits: 1,
      isTimeRight: false,
      isPhaseRight: false,
      isLevelRight: false,
    });
  });

  it('detects shifted barlines, also after a false note', () => {
    const later = ticks.map((tick) => tick + 48);
    expect(compareHypothesis(song, later, '4/4').isPhaseRight).toBe(false);
    const stray = { midi: 50, startSeconds: -1, endSeconds: -0.9 };
    const withStray = { ...song, notes: [stray, ...song.notes] };
    const errors = compareHypothesis(withStray, [144, ...ticks.map((t) => t + 192)], '4/4');
    expect(errors).toEqual({
      edits: 1 / 7,
      isTimeRight: true,
      isPhaseRight: true,
      isLevelRight: true,
    });
  });
});
