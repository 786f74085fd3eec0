import type { SungNote } from '@my-pitch/shared/analysis';
import { floorMod } from '@my-pitch/shared/floor-mod';
import type { ReferenceScore } from './score-measures.ts';

/** How far a performance deviates from the written rhythm. */
export interface Deviation {
  /** Standard deviation of an onset, in seconds. */
  readonly onsetSeconds: number;
  /** Standard deviation of the tempo change over a quarter, as a share of the tempo. */
  readonly tempoDrift: number;
  /** Share of a quarter that the first of two eighths takes: 0.5 when even. */
  readonly swing: number;
}

export interface RandomSong {
  readonly notes: readonly SungNote[];
  readonly seconds: number;
  readonly reference: ReferenceScore;
}

/** Rhythms of measures that are common in songs, in ticks. A negative length is a rest. */
const measuresOf: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '2/4': [
    [48, 48],
    [24, 24, 24, 24],
    [48, 24, 24],
    [24, 24, 48],
    [72, 24],
    [36, 12, 48],
  ],
  '3/4': [
    [48, 48, 48],
    [96, 48],
    [48, 24, 24, 48],
    [72, 24, 48],
    [24, 24, 48, 48],
  ],
  '4/4': [
    [48, 48, 48, 48],
    [24, 24, 48, 48, 48],
    [48, 24, 24, 96],
    [72, 24, 48, 48],
    [24, 24, 24, 24, 48, 48],
    [96, 48, 48],
    [24, 48, 24, 96],
  ],
  '6/8': [
    [48, 24, 48, 24],
    [24, 24, 24, 48, 24],
    [72, 48, 24],
    [24, 24, 24, 24, 24, 24],
  ],
};
const lastMeasures: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '2/4': [[96], [48, -48]],
  '3/4': [[144], [96, -48]],
  '4/4': [[192], [144, -48], [96, -96]],
  '6/8': [[144], [72, 48, -24]],
};
const triplets = [16, 16, 16] as const;
const scale = [0, 2, 4, 5, 7, 9, 11] as const;

/**
 * A random song of four phrases, A A B A, performed with these deviations, and its written score.
 * The same seed gives the same song.
 */
export function randomSong(
  seed: number,
  time: keyof typeof measuresOf & string,
  deviation: Deviation,
  withTriplets = false,
): RandomSong {
  const random = generator(seed);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const phrase = () => [
    ...Array.from({ length: 3 }, () => [...pick(measuresOf[time] ?? [])]),
    [...pick(lastMeasures[time] ?? [])],
  ];
  const [a, b] = [phrase(), phrase()];
  if (withTriplets) for (const measure of [a[0], b[1]]) measure?.splice(0, 1, ...triplets);
  const tonic = 57 + Math.floor(random() * 12);
  const written = [a, a, b, a].flatMap((measures) => writePitches(measures, tonic, random));
  const quarterSeconds = 60 / (80 * 2 ** (random() - 0.3));
  const notes = perform(written, { ...deviation, quarterSeconds }, random);
  const fifths = floorMod(tonic * 7 + 5, 12) - 5;
  return {
    notes,
    seconds: (notes.at(-1)?.endSeconds ?? 0) + 1,
    reference: {
      time,
      fifths,
      notes: written.map(({ midi, ticks, isDownbeat }) => ({
        midi,
        quarters: ticks / 48,
        isDownbeat,
      })),
    },
  };
}

interface Written {
  readonly midi: number;
  readonly ticks: number;
  /** Ticks of rest after the note. */
  readonly rest: number;
  readonly isDownbeat: boolean;
}

/** A random walk over the scale that returns to the tonic. */
function writePitches(
  measures: readonly (readonly number[])[],
  tonic: number,
  random: () => number,
): Written[] {
  let degree = Math.floor(random() * 3) * 2;
  const phrase = measures.flatMap((measure) =>
    measure.flatMap((ticks, i): Written[] => {
      if (ticks < 0) return [];
      const next = degree;
      degree += Math.round(3.4 * (random() - 0.5) - 0.1 * (degree - 3));
      const octave = Math.floor(next / 7);
      const midi = tonic + 12 * octave + (scale[next - 7 * octave] as number);
      return [{ midi, ticks, rest: Math.max(0, -(measure[i + 1] ?? 0)), isDownbeat: i === 0 }];
    }),
  );
  return phrase.map((note, i) => (i === phrase.length - 1 ? { ...note, midi: tonic } : note));
}

function perform(
  written: readonly Written[],
  { onsetSeconds, tempoDrift, swing, quarterSeconds }: Deviation & { quarterSeconds: number },
  random: () => number,
): SungNote[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let [seconds, tick, tempo] = [1, 0, 1];
  const notes: SungNote[] = [];
  for (const { midi, ticks, rest } of written) {
    const swung = tick % 48 === 24 ? (swing - 0.5) * quarterSeconds : 0;
    const minStart = (notes.at(-1)?.endSeconds ?? 0) + 0.01;
    const start = Math.max(minStart, seconds + swung + onsetSeconds * normal());
    const length = (ticks / 48) * quarterSeconds * tempo;
    const end = Math.max(start + 0.06, seconds + length * (0.75 + 0.2 * random()));
    const sung = { centreMidi: midi, deviationCents: 0, confidence: 1, loudnessDb: -20 };
    notes.push({ startSeconds: start, endSeconds: end, midi, ...sung });
    tempo *= Math.exp(tempoDrift * normal() * Math.sqrt((ticks + rest) / 48));
    seconds += ((ticks + rest) / 48) * quarterSeconds * tempo;
    tick += ticks + rest;
  }
  return notes;
}

/** Uniform pseudo-random numbers from 0 to 1 (mulberry32, public domain). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
