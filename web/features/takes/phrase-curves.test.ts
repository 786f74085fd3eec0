import { midiToHz } from '@my-pitch/shared/pitch-units';
import { delayedBy } from '@my-pitch/shared/scoring/time-alignment';
import { expect, it } from 'vitest';
import { originalLines, takeLines } from './phrase-curves.ts';

const hopSeconds = 0.02;
/** A track of these pitches, a tenth of a second each; `null` is silence. */
const trackOf = (...midis: readonly (number | null)[]) => ({
  hopSeconds,
  frequencyHz: midis.flatMap((midi) => Array(5).fill(midi === null ? null : midiToHz(midi))),
});
const span = { startSeconds: 0, endSeconds: 0.3 };
const noteAt = (startSeconds: number, midi: number) => ({
  ...{ startSeconds, endSeconds: startSeconds + 0.1 },
  ...{ midi, writtenMidi: midi, quarters: 1 },
});

it('the original is divided where it is silent', () => {
  const lines = originalLines(trackOf(60, null, 64.5), { startSeconds: 0, endSeconds: 0.28 });
  expect(lines).toHaveLength(2);
  expect(lines[0]?.[0]).toEqual([0, 60]);
  expect(lines[0]?.at(-1)?.[0]).toBeLessThan(0.1);
  expect(lines[1]?.at(-1)?.[1]).toBeCloseTo(64.5, 6);
});

it('the take is moved to the time, key and tuning of the original', () => {
  // A tenth of a second later, two semitones and twelve cents lower.
  const track = trackOf(null, 57.88, 61.88 + 0.3);
  const comparison = {
    alignment: { method: 'voice' as const, points: [...delayedBy(0.1)] },
    transposition: { semitones: -2, octaves: 0, tuningCents: -12 },
  };
  const [line] = takeLines(track, comparison, [noteAt(0, 60), noteAt(0.1, 64)], span);
  expect(line?.[0]?.[0]).toBe(0);
  expect(line?.[0]?.[1]).toBeCloseTo(60, 6);
  expect(line?.find(([seconds]) => seconds > 0.12)?.[1]).toBeCloseTo(64.3, 6);
});

it('each note is drawn in the octave of the original’s', () => {
  const comparison = {
    alignment: { method: 'voice' as const, points: [...delayedBy(0)] },
    transposition: { semitones: 0, octaves: 0, tuningCents: 0 },
  };
  const notes = [noteAt(0, 60), noteAt(0.1, 64)];
  const [line] = takeLines(trackOf(48.2, 75.9), comparison, notes, span);
  expect(line?.[2]?.[1]).toBeCloseTo(60.2, 6);
  expect(line?.at(-1)?.[1]).toBeCloseTo(63.9, 6);
});
