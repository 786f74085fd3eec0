import { expect, it } from 'vitest';
import { beatRateHz } from '../score/accompaniment/onset-envelope.ts';
import { findChords, hearHarmonies, type TimedChord } from './find-chords.ts';

const secondsPerChord = 2;
const [c, f, g, am] = [
  [36, 60, 64, 67],
  [41, 60, 65, 69],
  [43, 59, 62, 67],
  [45, 60, 64, 69],
];

/** Plucked chords, each note with eight partials, struck twice a second. */
function play(chords: readonly (readonly number[] | undefined)[], cents = 0): Float32Array {
  const mono = new Float32Array(chords.length * secondsPerChord * beatRateHz);
  const strokeSamples = Math.round(beatRateHz / 2);
  for (let stroke = 0; stroke * strokeSamples < mono.length; stroke++) {
    const start = stroke * strokeSamples;
    for (const midi of chords[Math.floor(start / beatRateHz / secondsPerChord)] ?? []) {
      const hz = 440 * 2 ** ((midi - 69 + cents / 100) / 12);
      for (let i = 0; i < strokeSamples && start + i < mono.length; i++) {
        const decay = Math.exp((-3 * i) / beatRateHz);
        for (let partial = 1; partial <= 8; partial++) {
          const phase = (2 * Math.PI * hz * partial * i) / beatRateHz;
          mono[start + i] =
            (mono[start + i] as number) + (0.05 * decay * Math.sin(phase)) / partial;
        }
      }
    }
  }
  return mono;
}

async function chordsOf(mono: Float32Array, heardSemitones = 0, namedSemitones = heardSemitones) {
  const heard = await hearHarmonies(mono, heardSemitones);
  return findChords(heard, { tuningSemitones: namedSemitones, changeSeconds: beats });
}

const beats = Array.from({ length: 60 }, (_, i) => i / 2);
const named = (chords: readonly TimedChord[]) =>
  chords.map(({ startSeconds, chord }) => [
    Math.round(startSeconds),
    chord && `${chord.root} ${chord.kind} / ${chord.bass}`,
  ]);

it('finds plain chords and when they change', async () => {
  const mono = play([c, f, c, g, am, f, g, c]);
  const chords = await chordsOf(mono);
  expect(named(chords)).toEqual([
    [0, '0 major / 0'],
    [2, '5 major / 5'],
    [4, '0 major / 0'],
    [6, '7 major / 7'],
    [8, '9 minor / 9'],
    [10, '5 major / 5'],
    [12, '7 major / 7'],
    [14, '0 major / 0'],
  ]);
  for (const { confidence } of chords) {
    expect(confidence).toBeGreaterThan(0.3);
    expect(confidence).toBeLessThanOrEqual(1);
  }
});

it('follows the tuning of the band', async () => {
  const mono = play([c, f, g, c], 45);
  const chords = await chordsOf(mono, 0.45);
  expect(named(chords).map(([, name]) => name)).toEqual([
    ...['0 major / 0', '5 major / 5', '7 major / 7', '0 major / 0'],
  ]);
});

it('names chords as the melody does, a semitone above or below the nearest names', async () => {
  const mono = play([c, am], 45);
  const names = async (tuningSemitones: number) =>
    named(await chordsOf(mono, 0.45, tuningSemitones)).map(([, name]) => name);
  expect(await names(1.45)).toEqual(['11 major / 11', '8 minor / 8']);
  expect(await names(-0.55)).toEqual(['1 major / 1', '10 minor / 10']);
});

it('finds no chord in silence', async () => {
  const chords = await chordsOf(new Float32Array(5 * beatRateHz));
  expect(named(chords)).toEqual([[0, undefined]]);
});
