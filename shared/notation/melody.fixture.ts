import { type Score, ticksPerQuarter } from '../score.ts';
import { chooseClef } from './choose-clef.ts';
import { type Layout, layOutMeasures } from './lay-out-measures.ts';

/** A MIDI number, or none for a rest, and its length in quarters. */
export type MelodyNote = readonly [midi: number | undefined, quarters: number];

const inDMajor: Layout = {
  timeSignature: { beats: 4, beatType: 4 },
  pickupTicks: 0,
  keySignature: { fifths: 2, mode: 'major' },
};

/** The score of a melody at 80 quarters a minute, sung exactly in time and in tune from second 0 on. */
export function melodyScore(melody: readonly MelodyNote[], layout: Layout = inDMajor): Score {
  const quarterBpm = 80;
  const secondsAt = (tick: number) => (tick / ticksPerQuarter) * (60 / quarterBpm);
  let tick = 0;
  const notes = melody.flatMap(([midi, quarters]) => {
    const startTick = tick;
    tick += quarters * ticksPerQuarter;
    if (midi === undefined) return [];
    const [startSeconds, endSeconds] = [secondsAt(startTick), secondsAt(tick) - 0.02];
    return [{ startTick, endTick: tick, midi, startSeconds, endSeconds }];
  });
  return {
    version: 1,
    ticksPerQuarter,
    title: 'Ode',
    clef: chooseClef(notes),
    measures: layOutMeasures(notes, layout),
    sungNotes: notes.map(({ midi, startSeconds, endSeconds }) => ({
      startSeconds,
      endSeconds,
      centreMidi: midi,
      deviationCents: 0,
      confidence: 1,
      loudnessDb: -20,
    })),
    tempos: [{ tick: 0, quarterBpm }],
    timeMap: [0, Math.max(tick, ticksPerQuarter)].map((end) => ({
      tick: end,
      seconds: secondsAt(end),
    })),
  };
}

const line = [66, 66, 67, 69, 69, 67, 66, 64, 62, 62, 64, 66].map((midi) => [midi, 1] as const);

/** The first two lines of the Ode to Joy: 4/4, D major, eight measures. */
export const odeToJoy: readonly MelodyNote[] = [
  ...line,
  [66, 1.5],
  [64, 0.5],
  [64, 2],
  ...line,
  [64, 1.5],
  [62, 0.5],
  [62, 2],
];
