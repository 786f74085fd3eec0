import { describe, expect, it } from 'vitest';
import { measuredNote } from '../testing/measured-note.ts';
import { dropDoubtful } from './drop-doubtful.ts';

const before = measuredNote(10, 40);
const after = measuredNote(60, 90);
const unsure = { ...measuredNote(45, 54), confidence: 0.6 };
const heard = () => true;

describe('dropDoubtful', () => {
  it('keeps a quick word between sure notes, and before them', () => {
    expect(dropDoubtful([before, unsure, after], heard)).toEqual([before, unsure, after]);
    expect(dropDoubtful([unsure, after], heard)).toEqual([unsure, after]);
  });

  it('keeps a longer one without a gap', () => {
    const long = { ...measuredNote(40, 52), confidence: 0.6 };
    expect(dropDoubtful([before, long, after], heard)).toEqual([before, long, after]);
  });

  it.each([
    ['is too unsure', { ...unsure, confidence: 0.4 }],
    ['leads from one note to the next', { ...measuredNote(41, 49), confidence: 0.6 }],
    ['leaps from all others', { ...unsure, centreMidi: 72 }],
    ['is far from all others', { ...measuredNote(200, 209), confidence: 0.6 }],
    ['is quiet', { ...unsure, loudnessDb: -62 }],
  ])('leaves out what %s', (_, doubtful) => {
    const notes = [before, after, doubtful].toSorted((a, b) => a.startSeconds - b.startSeconds);
    expect(dropDoubtful(notes, heard)).toEqual([before, after]);
  });

  it('leaves out unsure sounds that no note is among', () => {
    expect(dropDoubtful([unsure, { ...measuredNote(60, 70), confidence: 0.6 }], heard)).toEqual([]);
  });

  it('wants what is known by its pitch alone to be louder', () => {
    const soft = { ...measuredNote(100, 140), loudnessDb: -45 };
    expect(dropDoubtful([before, after, soft], heard)).toEqual([before, after, soft]);
    expect(dropDoubtful([before, after, soft], ({ startFrame }) => startFrame < 100)).toEqual([
      before,
      after,
    ]);
  });

  it('has no notes of none', () => {
    expect(dropDoubtful([], heard)).toEqual([]);
  });
});
