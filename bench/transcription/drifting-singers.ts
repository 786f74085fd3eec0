import { namePitches } from '../../gpu-worker/stages/notes/tuning/name-pitches.ts';
import type { SungPitch } from '../../gpu-worker/stages/notes/tuning/scale-likelihood.ts';
import { printTable } from '../measure/print-table.ts';

interface Singer {
  readonly notes: number;
  /** Standard deviation of the pitch of single notes in cents. */
  readonly deviationCents: number;
  /** Drift of the singer's tuning at a time, in cents from the start. */
  readonly driftCents?: (seconds: number) => number;
  readonly chromaticShare?: number;
}

const singers: Readonly<Record<string, Singer>> = {
  steady: { notes: 80, deviationCents: 25 },
  'deviates by 38 cents': { notes: 80, deviationCents: 38 },
  'falls by 50 cents in 3 minutes': {
    notes: 450,
    deviationCents: 25,
    driftCents: (t) => (-50 * t) / 180,
  },
  'rises by 50 cents in a minute': {
    notes: 150,
    deviationCents: 25,
    driftCents: (t) => (50 * t) / 60,
  },
  'retunes by 40 cents': { notes: 120, deviationCents: 25, driftCents: (t) => (t > 25 ? 40 : 0) },
  'wavers by 30 cents': {
    notes: 120,
    deviationCents: 25,
    driftCents: (t) => 30 * Math.sin(t / 3.2),
  },
  'a third of chromatic notes': { notes: 80, deviationCents: 25, chromaticShare: 0.3 },
};
const songsEach = 20;
const scales = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 4, 7, 9],
];
const steps = [-3, -2, -1, -1, 0, 0, 1, 1, 2, 3];
const lengthsSeconds = [0.12, 0.2, 0.3, 0.3, 0.45, 0.6, 0.9];

/** Share of correct note names, up to a constant interval per song, for random tunes sung by imperfect singers. */
export function nameDriftingSingers(): void {
  const random = randomNumbers();
  const rows = Object.entries(singers).map(([name, singer]) => {
    const songs = Array.from({ length: songsEach }, () => sing(singer, random));
    const mean = (name: (pitches: readonly SungPitch[]) => readonly number[]) =>
      songs.reduce((sum, { pitches, written }) => sum + shareCorrect(name(pitches), written), 0) /
      songsEach;
    return [name, mean((pitches) => namePitches(pitches).midi), mean(atConstantTuning)];
  });
  printTable(['singer', 'named by the scale', 'at one tuning'], rows);
}

function sing(
  { notes, deviationCents, driftCents = () => 0, chromaticShare = 0.03 }: Singer,
  random: () => number,
) {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const scale = pick(scales);
  const tonic = 48 + 12 * random();
  let [position, time, correlated] = [7, 0, 0];
  const written: number[] = [];
  const pitches = Array.from({ length: notes }, (): SungPitch => {
    position = Math.min(14, Math.max(0, position + pick(steps)));
    const altered = random() < chromaticShare ? pick([-1, 1]) : 0;
    const semitones =
      12 * Math.floor(position / scale.length) + (scale[position % scale.length] as number);
    written.push(semitones + altered);
    // Deviations of neighbouring notes are correlated.
    correlated = 0.8 * correlated + 0.6 * normal();
    const cents = driftCents(time) + deviationCents * (0.8 * correlated + 0.6 * normal());
    const durationSeconds = pick(lengthsSeconds);
    const pitch = {
      midi: tonic + semitones + altered + cents / 100,
      spreadSemitones: 0,
      timeSeconds: time,
      durationSeconds,
    };
    time += durationSeconds + (random() < 0.1 ? 0.6 : 0.02);
    return pitch;
  });
  return { pitches, written };
}

/** The nearest semitones after the circular mean of the tuning is subtracted. */
function atConstantTuning(pitches: readonly SungPitch[]): number[] {
  const sum = (part: (angle: number) => number) =>
    pitches.reduce(
      (total, { midi, durationSeconds }) => total + durationSeconds * part(2 * Math.PI * midi),
      0,
    );
  const tuning = Math.atan2(sum(Math.sin), sum(Math.cos)) / (2 * Math.PI);
  return pitches.map(({ midi }) => Math.round(midi - tuning));
}

function shareCorrect(named: readonly number[], written: readonly number[]): number {
  const counts = new Map<number, number>();
  named.forEach((midi, i) => {
    const interval = midi - (written[i] as number);
    counts.set(interval, (counts.get(interval) ?? 0) + 1);
  });
  return Math.max(...counts.values()) / named.length;
}

/** Uniform random numbers from 0 to 1, the same in every run. */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
