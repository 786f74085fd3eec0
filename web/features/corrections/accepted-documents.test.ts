import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { renderMidi } from '@my-pitch/shared/notation/midi';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import { renderSungMidi } from '@my-pitch/shared/notation/sung-midi';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noteBars } from '../pitch/note-bars.ts';
import { composeBeats } from '../player/beats.ts';
import { composeMelody } from '../player/compose-melody.ts';
import { measureStarts } from '../player/measure-starts.ts';
import { composeTimeline } from '../player/timeline.ts';
import { tuningSummary } from '../song/tuning-summary.ts';

const base = editableOf(writtenScore(shortTune));

/** Values at the limits of the schema, and beyond. */
const number = (...extremes: readonly number[]) =>
  fc.oneof(fc.constantFrom(...extremes), fc.double({ noNaN: true, noDefaultInfinity: true }));
const note = fc.record({
  gap: fc.constantFrom(0, 12, 16, 24, 48, 10_000),
  length: fc.constantFrom(4, 6, 8, 12, 16, 48, 576, 5760),
  midi: fc.constantFrom(0, 1, 60, 61, 126, 127),
  startSeconds: number(0, 1e-300, 1, 86_400),
  endSeconds: number(1e-300, 1, 86_400),
  centreMidi: number(-128, 0, 256),
  deviationCents: number(-30_000, 0, 30_000),
  loudnessDb: number(-1000, 0, 1000),
  isAnchor: fc.boolean(),
});
const points = fc.array(
  fc.record({
    tick: fc.constantFrom(-1e6, 0, 1, 1e6),
    seconds: number(-86_400, 0, 1e-9, 86_400),
  }),
  { maxLength: 4 },
);
const documents = fc.record({
  title: fc.string({ unit: 'binary', maxLength: 20 }),
  clef: fc.constantFrom('treble', 'treble-8vb', 'bass'),
  timeSignature: fc.record({
    beats: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 9, 12, 17, 64),
    beatType: fc.constantFrom(2, 4, 8, 16),
  }),
  keySignature: fc.record({
    fifths: fc.constantFrom(-7, 0, 7),
    mode: fc.constantFrom('major', 'minor'),
  }),
  pickupTicks: fc.constantFrom(0, 6, 12, 24, 47, 48),
  tempos: fc.array(fc.record({ tick: fc.constantFrom(0, 48, 1e6), quarterBpm: number(1, 2000) }), {
    minLength: 1,
    maxLength: 3,
  }),
  timePoints: points,
  notes: fc.array(note, { maxLength: 6 }),
});

/** Notes in time order, on the positions that their gaps and lengths make. */
function placed({ notes, ...fields }: typeof documents extends fc.Arbitrary<infer T> ? T : never) {
  let at = 0;
  return {
    version: 1,
    ...fields,
    notes: notes.map(({ gap, length, midi, isAnchor, ...sung }, id) => {
      const startTick = at + gap;
      at = startTick + length;
      return { id, startTick, endTick: at, midi, isAnchor, sung: { ...sung, confidence: 1 } };
    }),
  };
}

/** Everything that a page computes from a score before it draws it. */
function openInPage(document: EditableDocument): void {
  const score = scoreOf(document);
  const timeline = composeTimeline(score);
  measureStarts(score, timeline);
  composeBeats(score, 900);
  composeMelody(score);
  noteBars(score);
  tuningSummary(score);
  renderMusicXml(score);
  renderMidi(score);
  renderSungMidi(score);
}

it('no page fails on corrections that the server accepts', () => {
  let accepted = 0;
  fc.assert(
    fc.property(documents, (generated) => {
      const parsed = correctionsSchema.safeParse(placed(generated));
      if (!parsed.success) return;
      accepted += 1;
      openInPage(parsed.data);
    }),
    { numRuns: 1000, seed: 1 },
  );
  expect(accepted).toBeGreaterThan(20);
});

it('a time map that is all but vertical costs no page its memory', () => {
  const timePoints = [
    { tick: 0, seconds: 0 },
    { tick: 1_000_000, seconds: 1e-9 },
  ];
  const vertical = correctionsSchema.parse({ ...base, timePoints, notes: [] });
  expect(composeBeats(scoreOf(vertical), 900).length).toBeLessThan(100_000);
});
