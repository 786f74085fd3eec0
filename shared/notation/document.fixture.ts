import { type Score, ticksPerQuarter } from '../score.ts';
import { layOutMeasures } from './lay-out-measures.ts';

export interface WrittenNote {
  readonly startTick: number;
  readonly endTick: number;
  readonly midi: number;
}

/** A score of these notes in 4/4 at 60 quarters a minute, with a time map through every onset. */
export function writtenScore(notes: readonly WrittenNote[], pickupTicks = 0): Score {
  const secondsAt = (tick: number) => tick / ticksPerQuarter;
  const last = notes.at(-1)?.endTick ?? ticksPerQuarter;
  const onsets = notes.map(({ startTick: tick }) => ({ tick, seconds: secondsAt(tick) }));
  const timeMap = [...onsets, { tick: last, seconds: secondsAt(last) }];
  if (timeMap[0]?.tick !== 0) timeMap.unshift({ tick: 0, seconds: 0 });
  return {
    version: 1,
    ticksPerQuarter,
    title: 'Test',
    clef: 'treble',
    measures: layOutMeasures(notes, {
      timeSignature: { beats: 4, beatType: 4 },
      pickupTicks,
      keySignature: { fifths: 1, mode: 'major' },
    }),
    sungNotes: notes.map(({ startTick, endTick, midi }) => ({
      startSeconds: secondsAt(startTick),
      endSeconds: secondsAt(endTick) - 0.05,
      centreMidi: midi + 0.1,
      deviationCents: 10,
      confidence: 0.9,
      loudnessDb: -20,
    })),
    tempos: [{ tick: 0, quarterBpm: 60 }],
    timeMap,
  };
}

/** Quarters G4, A4, B4 and, after a rest, a half C5. */
export const shortTune: readonly WrittenNote[] = [
  { startTick: 0, endTick: 48, midi: 67 },
  { startTick: 48, endTick: 96, midi: 69 },
  { startTick: 96, endTick: 144, midi: 71 },
  { startTick: 192, endTick: 288, midi: 72 },
];
