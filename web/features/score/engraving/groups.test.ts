import { expect, it } from 'vitest';
import { beamGroups, tupletGroups } from './groups.ts';
import { measureOf, noteOf } from './score.fixture.ts';

const pitch = { step: 'G', alter: 0, octave: 4 } as const;
const tuplet = { actual: 3, normal: 2 };

it('notes with the same beam number share a beam', () => {
  const beams = [0, 0, undefined, 1, 1, 1, 2];
  const notes = beams.map((beam) => noteOf(pitch, beam === undefined ? {} : { beam }));
  expect(beamGroups(measureOf(notes))).toEqual([
    [0, 1],
    [3, 4, 5],
  ]);
});

it('a triplet is complete after three of its shortest notes, or their duration', () => {
  const lengths = [16, 16, 16, 32, 16, 16, 32];
  const notes = lengths.map((durationTicks) => noteOf(pitch, { durationTicks, tuplet }));
  expect(tupletGroups(measureOf(notes)).map(({ indexes }) => indexes)).toEqual([
    [0, 1, 2],
    [3, 4],
    [5, 6],
  ]);
});
