import type { SungNote } from '@my-pitch/shared/analysis';
import { scoreSchema } from '@my-pitch/shared/score';
import { describe, expect, it } from 'vitest';
import { findNotes } from './notes/find-notes.ts';
import { swiftF0 } from './pitch/swift-f0/track-swift-f0.ts';
import { hiss, mix, sing, type Tone } from './pitch/testing/synthetic-voice.ts';
import { writeScore } from './score/write-score.ts';

const notesRateHz = 22_050;
type Synthesise = (rateHz: number) => Float32Array;

const scale = [48, 50, 52, 53, 55, 57, 59, 60];
const melody =
  (tones: readonly Tone[]): Synthesise =>
  (rateHz) =>
    sing(tones, rateHz);
const chords: Synthesise = (rateHz) =>
  [0, 4, 7, 12]
    .map((interval) =>
      sing(
        scale.map((midi) => ({ midi: midi + interval, seconds: 0.8, vibrato: 0.3 })),
        rateHz,
      ),
    )
    .reduce(mix);
/** Syllables of gliding pitch with noise between them. */
const speech: Synthesise = (rateHz) => {
  const syllables = Array.from({ length: 40 }, (_, i) => [
    { midi: 50 + ((i * 7) % 5), endMidi: 48 + ((i * 3) % 6), seconds: 0.13 },
    { seconds: 0.04 + 0.01 * (i % 5) },
  ]).flat();
  return mix(sing(syllables, rateHz), hiss(12, 0.004, rateHz));
};

async function transcribe(synthesise: Synthesise) {
  const f0 = await swiftF0.track(synthesise(swiftF0.sampleRateHz));
  const voice = synthesise(notesRateHz);
  const { notes } = await findNotes(f0, voice, notesRateHz);
  const durationSeconds = voice.length / notesRateHz;
  const { score } = writeScore({ notes, durationSeconds, title: 'Unusual' });
  scoreSchema.parse(score);
  for (const { elements, lengthTicks } of score.measures) {
    expect(elements.reduce((sum, { durationTicks }) => sum + durationTicks, 0)).toBe(lengthTicks);
  }
  return { notes, score, durationSeconds };
}

const midisOf = (notes: readonly SungNote[]) => notes.map(({ midi }) => midi);

describe('unusual voices', () => {
  it('a scale at 300 notes a minute keeps all notes', async () => {
    const { notes } = await transcribe(
      melody(scale.map((midi) => ({ midi: midi + 12, seconds: 0.2 }))),
    );
    expect(midisOf(notes)).toEqual(scale.map((midi) => midi + 12));
  });

  it('a drone becomes one note', async () => {
    const { notes, score } = await transcribe(melody([{ midi: 57, seconds: 12, vibrato: 0.1 }]));
    expect(midisOf(notes)).toEqual([57]);
    expect(score.measures.length).toBeLessThan(20);
  });

  it('two seconds of voice suffice', async () => {
    const { notes } = await transcribe(
      melody([
        { midi: 60, seconds: 1 },
        { midi: 64, seconds: 1 },
      ]),
    );
    expect(midisOf(notes)).toEqual([60, 64]);
  });

  it.each([
    ['speech', speech],
    ['a choir', chords],
  ])('%s gives fewer than six notes a second', async (_, synthesise) => {
    const { notes, durationSeconds } = await transcribe(synthesise);
    expect(notes.length).toBeLessThan(6 * durationSeconds);
  });

  it.each<[string, Synthesise]>([
    ['noise', (rateHz) => hiss(4, 0.1, rateHz)],
    ['silence', (rateHz) => new Float32Array(2 * rateHz)],
    ['a click', (rateHz) => new Float32Array(rateHz).fill(0.9, 100, 120)],
    ['an empty recording', () => new Float32Array(0)],
  ])('%s has no notes', async (_, synthesise) => {
    expect((await transcribe(synthesise)).notes).toEqual([]);
  });
});
