import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionsSchema, maxCorrectionsBytes } from './corrections.ts';
import { type EditableDocument, type EditableNote, maxNotes } from './editable-document.ts';
import { layOutMeasures } from './notation/lay-out-measures.ts';

function noteAt(id: number, startTick: number, endTick = startTick + 48): EditableNote {
  const sung = {
    startSeconds: startTick / 96,
    endSeconds: endTick / 96,
    ...{ centreMidi: 60.1, deviationCents: 10, confidence: 0.9, loudnessDb: -20 },
  };
  return { id, startTick, endTick, midi: 60 + (id % 12), sung, isAnchor: true };
}

const document: EditableDocument = {
  version: 1,
  title: '아침 이슬',
  clef: 'treble',
  timeSignature: { beats: 3, beatType: 4 },
  keySignature: { fifths: -2, mode: 'minor' },
  pickupTicks: 48,
  tempos: [{ tick: 0, quarterBpm: 96, swing: true }],
  timePoints: [{ tick: -10, seconds: -0.5 }],
  notes: [noteAt(0, 0), noteAt(7, 48), noteAt(3, 96, 240)],
};
const [first, second, third] = document.notes as [EditableNote, EditableNote, EditableNote];
const isAccepted = (changed: object) => correctionsSchema.safeParse(changed).success;

it('keeps every field of a document', () => {
  expect(correctionsSchema.parse(document)).toEqual(document);
  expect(isAccepted({ ...document, notes: [] })).toBe(true);
});

describe('refuses', () => {
  it.each<readonly [string, object]>([
    ['another version', { version: 2 }],
    ['a title of several lines', { title: 'a\nb' }],
    ['a title that turns text around', { title: '\u202eabc' }],
    ['a lone surrogate', { title: '\ud800' }],
    ['an endless title', { title: 'a'.repeat(256) }],
    ['a measure of thousands of beats', { timeSignature: { beats: 1e6, beatType: 4 } }],
    ['a pickup as long as a measure', { pickupTicks: 144 }],
    ['no tempo', { tempos: [] }],
    ['a tempo of 0', { tempos: [{ tick: 0, quarterBpm: 0 }] }],
    ['a tempo without end', { tempos: [{ tick: 0, quarterBpm: 1e9 }] }],
    ['a time beyond every song', { timePoints: [{ tick: 0, seconds: 1e6 }] }],
    [
      'moved beats out of order',
      {
        syncPoints: [
          { tick: 48, seconds: 1 },
          { tick: 96, seconds: 1 },
        ],
      },
    ],
    ['two notes with one id', { notes: [first, { ...second, id: 0 }] }],
    ['overlapping notes', { notes: [first, { ...second, startTick: 42 }] }],
    ['notes out of order', { notes: [second, first] }],
    ['a note without length', { notes: [{ ...first, endTick: 0 }] }],
    ['a note off the grid', { notes: [{ ...first, endTick: 47 }] }],
    ['a note at the end of time', { notes: [noteAt(0, 2 ** 31)] }],
    [
      'more measures than a song has',
      { pickupTicks: 0, timeSignature: { beats: 1, beatType: 16 }, notes: [noteAt(0, 120_000)] },
    ],
    [
      'a note that ends before it is sung',
      { notes: [{ ...first, sung: { ...first.sung, startSeconds: 5 } }] },
    ],
    ['an unbounded pitch', { notes: [{ ...first, sung: { ...first.sung, centreMidi: 1e9 } }] }],
    ['an id that cannot be counted on', { notes: [{ ...third, id: Number.MAX_SAFE_INTEGER }] }],
    [
      'too many notes',
      { notes: Array.from({ length: maxNotes + 1 }, (_, i) => noteAt(i, 48 * i)) },
    ],
  ])('%s', (_name, change) => {
    expect(isAccepted({ ...document, ...change })).toBe(false);
  });
});

it('looks at the whole document only if each field is within its bounds', () => {
  const unbounded = {
    ...document,
    timeSignature: { beats: 65, beatType: 4 },
    pickupTicks: 65 * 48,
  };
  const { error } = correctionsSchema.safeParse(unbounded);
  expect(error?.issues.map(({ path }) => path)).toEqual([['timeSignature', 'beats']]);
});

it('accepts a long song within its limit of bytes', () => {
  const notes = Array.from({ length: 4500 }, (_, i) => noteAt(i, 48 * i));
  const long = { ...document, notes };
  expect(isAccepted(long)).toBe(true);
  expect(JSON.stringify(long).length).toBeLessThan(maxCorrectionsBytes);
});

it('accepts only what can be notated', () => {
  const tick = fc.integer({ min: 0, max: 400 });
  const note = fc
    .tuple(tick, tick, fc.integer({ min: 0, max: 127 }))
    .map(([startTick, length, midi]) => ({ startTick, length, midi }));
  const documents = fc.record({
    beats: fc.integer({ min: 1, max: 64 }),
    beatType: fc.constantFrom(2, 4, 8, 16),
    pickupTicks: fc.nat(200),
    notes: fc.array(note, { maxLength: 8 }),
  });
  fc.assert(
    fc.property(
      documents,
      fc.constantFrom(1, 4, 6, 12),
      ({ beats, beatType, pickupTicks, notes }, grid) => {
        let at = 0;
        const placed = notes.map(({ startTick, length, midi }, id) => {
          const start = at + startTick * grid;
          at = start + (length + 1) * grid;
          return { ...noteAt(id, start, at), midi };
        });
        const parsed = correctionsSchema.safeParse({
          ...document,
          ...{ timeSignature: { beats, beatType }, pickupTicks, notes: placed },
        });
        if (parsed.success) layOutMeasures(parsed.data.notes, parsed.data);
      },
    ),
    { numRuns: 300 },
  );
});
