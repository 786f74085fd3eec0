import type { Score } from '../score.ts';

/** A minimal score with this title. */
export function scoreTitled(title: string): Score {
  return {
    version: 1,
    ticksPerQuarter: 48,
    title,
    clef: 'treble',
    measures: [
      {
        number: 1,
        startTick: 0,
        lengthTicks: 192,
        timeSignature: { beats: 4, beatType: 4 },
        keySignature: { fifths: 0, mode: 'major' },
        elements: [
          {
            kind: 'rest',
            startTick: 0,
            durationTicks: 192,
            type: 'whole',
            dots: 0,
            fillsMeasure: true,
          },
        ],
      },
    ],
    sungNotes: [],
    tempos: [{ tick: 0, quarterBpm: 60 }],
    timeMap: [
      { tick: 0, seconds: 0 },
      { tick: 48, seconds: 1 },
    ],
  };
}
