import { expect, it } from 'vitest';
import { bleedGainOf, isBleed, restsOf, withoutBleed } from './bleed-gate.ts';

const hopSeconds = 0.01;
const notes = [
  { startSeconds: 1, endSeconds: 2 },
  { startSeconds: 3, endSeconds: 4 },
];
const rests = restsOf(notes, 5);
const isSungAt = (slot: number) =>
  notes.some((note) => slot >= 100 * note.startSeconds && slot < 100 * note.endSeconds);

/** A second of rest, a note, a rest, a note, a rest; the bleed has a pitch too. */
function heard(bleedGain: number) {
  const slots = Array.from({ length: 500 }, (_, slot) => slot);
  const playbackRms = Float32Array.from(slots, (slot) => 0.1 * (1 + 0.4 * Math.sin(slot / 9)));
  const rms = Float32Array.from(slots, (slot) => {
    const bleed = bleedGain * (playbackRms[slot] as number);
    return Math.hypot(bleed, isSungAt(slot) ? 0.1 : 1e-5);
  });
  const midi = new Float32Array(500).fill(60);
  return { hopSeconds, midi, rms, playbackRms };
}

it('rests lie between the notes, less a margin', () => {
  expect(rests.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0.25, 0.75],
    [2.25, 2.75],
    [4.25, 4.75],
  ]);
});

it('takes the accompaniment out of the rests, and leaves the notes', () => {
  for (const gain of [0.03, 0.1, 0.3]) {
    const sound = heard(gain);
    const midi = withoutBleed(sound, bleedGainOf(sound, rests));
    const isRight = Array.from(midi, (value, slot) => Number.isNaN(value) !== isSungAt(slot));
    expect(isRight.filter(Boolean).length).toBe(500);
  }
});

it('takes nothing out in headphones, or if nothing is known', () => {
  const quiet = heard(0);
  const sung = Array.from({ length: 100 }, (_, i) => 100 + i);
  expect(sung.some((slot) => isBleed(quiet, slot, bleedGainOf(quiet, rests)))).toBe(false);
  expect(bleedGainOf(heard(0.3), [])).toBe(0);
});
