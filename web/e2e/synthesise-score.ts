import { floorMod } from '@my-pitch/shared/floor-mod';
import { layOutMeasures, type PlacedNote } from '@my-pitch/shared/notation/lay-out-measures';
import { type Clef, type Score, type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';

export interface SyntheticSong {
  readonly notes: number;
  readonly timeSignature?: TimeSignature;
  readonly fifths?: number;
  readonly clef?: Clef;
  readonly pickupTicks?: number;
  readonly minMidi?: number;
  readonly quarterBpm?: number;
  readonly title?: string;
  readonly seed?: number;
}

/** Rhythms of one or two beats, in ticks: notes, and rests as negative lengths. */
const patterns: readonly (readonly number[])[] = [
  [48],
  [24, 24],
  [96],
  [36, 12],
  [24, 12, 12],
  [12, 12, 12, 12],
  [16, 16, 16],
  [72, 24],
  [-24, 24],
  [-48],
  [48, 48, 48],
  [24, 48, 24],
];
const scaleSteps = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16];

/**
 * A score with a number of sung notes, the same for the same seed: a random walk over a tenth, with
 * rests, ties, dots, beams, triplets and some notes outside the key.
 */
export function synthesiseScore(song: SyntheticSong): Score {
  const { fifths = 2, quarterBpm = 104, pickupTicks = 0, clef = 'treble' } = song;
  const timeSignature = song.timeSignature ?? { beats: 4, beatType: 4 };
  const placed = composeNotes(song);
  const secondsPerTick = 60 / quarterBpm / ticksPerQuarter;
  const lastTick = placed.at(-1)?.endTick ?? ticksPerQuarter;
  return {
    version: 1,
    ticksPerQuarter,
    title: song.title ?? 'A song to measure by',
    clef,
    measures: layOutMeasures(placed, {
      timeSignature,
      pickupTicks,
      keySignature: { fifths, mode: 'major' },
    }),
    sungNotes: placed.map(({ startTick, endTick, midi }, index) => ({
      startSeconds: startTick * secondsPerTick,
      endSeconds: endTick * secondsPerTick - 0.02,
      centreMidi: midi + ((index % 7) - 3) / 20,
      deviationCents: ((index % 7) - 3) * 5,
      confidence: 0.9,
      loudnessDb: -20,
    })),
    tempos: [{ tick: 0, quarterBpm }],
    timeMap: [
      { tick: 0, seconds: 0 },
      { tick: lastTick, seconds: lastTick * secondsPerTick },
    ],
  };
}

function composeNotes({ notes, fifths = 2, minMidi = 60, seed = 1 }: SyntheticSong) {
  const random = lehmer(seed);
  const tonic = minMidi + floorMod(fifths * 7, 12);
  const placed: PlacedNote[] = [];
  let [tick, degree] = [0, 4];
  while (placed.length < notes) {
    for (const length of patterns[Math.floor(random() * patterns.length)] ?? []) {
      if (length > 0 && placed.length < notes) {
        degree = Math.min(9, Math.max(0, degree + Math.floor(random() * 5) - 2));
        const chromatic = random() < 0.06 ? 1 : 0;
        const midi = tonic + (scaleSteps[degree] as number) + chromatic;
        placed.push({ startTick: tick, endTick: tick + length, midi });
      }
      tick += Math.abs(length);
    }
  }
  return placed;
}

/** Pseudorandom numbers from 0 to 1 (Park and Miller's minimal standard generator). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
