import type { Measure, Pitch, Score, ScoreElement } from '@my-pitch/shared/score';

/** A note for tests; by default a quarter from the start. */
export function noteOf(pitch: Pitch, more: Partial<Extract<ScoreElement, { kind: 'note' }>> = {}) {
  return {
    kind: 'note' as const,
    startTick: 0,
    durationTicks: 48,
    type: 'quarter' as const,
    dots: 0,
    pitch,
    tiedToNext: false,
    tiedFromPrevious: false,
    sungNote: 0,
    ...more,
  };
}

/** A measure for tests, in four-four. */
export function measureOf(elements: ScoreElement[], fifths = 0, more: Partial<Measure> = {}) {
  return {
    number: 1,
    startTick: 0,
    lengthTicks: 192,
    timeSignature: { beats: 4, beatType: 4 as const },
    keySignature: { fifths, mode: 'major' as const },
    elements,
    ...more,
  };
}

/** A score for tests: one second per quarter note. */
export function scoreOf(measures: Measure[], sungNotes: Score['sungNotes'] = []): Score {
  return {
    version: 1,
    ticksPerQuarter: 48,
    title: 'Test',
    clef: 'treble',
    measures,
    sungNotes,
    tempos: [{ tick: 0, quarterBpm: 60 }],
    timeMap: [
      { tick: 0, seconds: 0 },
      { tick: 48, seconds: 1 },
    ],
  };
}
