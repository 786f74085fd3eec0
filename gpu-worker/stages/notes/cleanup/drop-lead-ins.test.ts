import { describe, expect, it } from 'vitest';
import { dropLeadIns } from './drop-lead-ins.ts';

const leadIn = { startSeconds: 1, endSeconds: 1.2, centreMidi: 64.3, confidence: 0.85 };
const held = { startSeconds: 1.2, endSeconds: 1.75, centreMidi: 64, confidence: 0.99 };
const before = { startSeconds: 0.4, endSeconds: 0.9, centreMidi: 60, confidence: 0.98 };

/** Whether a short note is dropped before a longer one. */
const isDropped = (first: Partial<typeof leadIn>, second: Partial<typeof held> = {}) =>
  dropLeadIns([before, { ...leadIn, ...first }, { ...held, ...second }]).length === 2;

describe('dropLeadIns', () => {
  it('drops the hum that a held note begins with', () => {
    expect(dropLeadIns([before, leadIn, held])).toEqual([before, held]);
  });

  it('drops a lead-in shorter than 0.25 s', () => {
    const long = { endSeconds: 2.5 };
    expect(isDropped({ startSeconds: 0.96 }, long)).toBe(true);
    expect(isDropped({ startSeconds: 0.94 }, long)).toBe(false);
  });

  it('drops a lead-in of confidence below 0.88 and below that of the note', () => {
    expect(isDropped({ confidence: 0.87 })).toBe(true);
    expect(isDropped({ confidence: 0.89 })).toBe(false);
    expect(isDropped({ confidence: 0.85 }, { confidence: 0.84 })).toBe(false);
  });

  it('drops a lead-in less than 30 ms before the note', () => {
    expect(isDropped({ endSeconds: 1.175 })).toBe(true);
    expect(isDropped({ endSeconds: 1.165 })).toBe(false);
  });

  it('drops a lead-in within 1.3 semitones of the note, above or below', () => {
    expect(isDropped({ centreMidi: 65.25 })).toBe(true);
    expect(isDropped({ centreMidi: 65.35 })).toBe(false);
    expect(isDropped({ centreMidi: 62.75 })).toBe(true);
    expect(isDropped({ centreMidi: 62.65 })).toBe(false);
  });

  it('drops a lead-in before a note at least 2.5 times as long', () => {
    expect(isDropped({}, { endSeconds: 1.71 })).toBe(true);
    expect(isDropped({}, { endSeconds: 1.69 })).toBe(false);
  });

  it('keeps a last note, and no notes', () => {
    expect(dropLeadIns([before, leadIn])).toEqual([before, leadIn]);
    expect(dropLeadIns([])).toEqual([]);
  });
});
