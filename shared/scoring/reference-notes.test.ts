import { expect, it } from 'vitest';
import { melodyScore } from '../notation/melody.fixture.ts';
import { midiToHz } from '../pitch-units.ts';
import { referenceNotesOf } from './reference-notes.ts';

// The second note lasts over a barline, so it is written as two tied ones.
const score = melodyScore([
  [62, 3],
  [64, 2],
  [undefined, 1],
  [66, 2],
]);

it('has one note for each sung one, with the written length of all its tied parts', () => {
  const notes = referenceNotesOf(score);
  expect(notes.map(({ midi, quarters }) => [midi, quarters])).toEqual([
    [62, 3],
    [64, 2],
    [66, 2],
  ]);
  expect(notes.map(({ startSeconds }) => startSeconds)).toEqual([0, 2.25, 4.5]);
});

it('has the pitch that the original sang, and the written one at its tuning', () => {
  const sharp = {
    ...score,
    sungNotes: score.sungNotes.map((note) => ({
      ...note,
      centreMidi: note.centreMidi + 0.3,
      deviationCents: 20,
    })),
  };
  const hopSeconds = 0.02;
  const frequencyHz = Array.from({ length: 400 }, (_, frame) => {
    const note = score.sungNotes.findLast((n) => n.startSeconds <= frame * hopSeconds);
    return note && frame * hopSeconds < note.endSeconds ? midiToHz(note.centreMidi + 0.25) : null;
  });
  const voicedProbability = frequencyHz.map(() => 1);
  const f0 = { method: 'swift-f0' as const, hopSeconds, frequencyHz, voicedProbability };
  const [first] = referenceNotesOf(sharp, f0);
  expect(first?.midi).toBeCloseTo(62.25, 4);
  expect(first?.writtenMidi).toBeCloseTo(62.1, 4);
});
