import { describe, expect, it } from 'vitest';
import { dropLeadIns } from './drop-lead-ins.ts';

const leadIn = { startSeconds: 1, endSeconds: 1.2, centreMidi: 64.3, confidence: 0.85 };
const held = { startSeconds: 1.2, endSeconds: 1.7, centreMidi: 64, confidence: 0.99 };
const before = { startSeconds: 0.4, endSeconds: 0.9, centreMidi: 60, confidence: 0.98 };

describe('dropLeadIns', () => {
  it('leaves out the hum that a held note begins with', () => {
    expect(dropLeadIns([before, leadIn, held])).toEqual([before, held]);
  });

  it.each([
    ['as surely a note', { ...leadIn, confidence: 0.95 }, held],
    ['a surer note than the next', leadIn, { ...held, confidence: 0.8 }],
    ['long', { ...leadIn, startSeconds: 0.9 }, { ...held, endSeconds: 2.5 }],
    ['a third lower', { ...leadIn, centreMidi: 61 }, held],
    ['sung again, after a gap', { ...leadIn, endSeconds: 1.15 }, held],
    ['one of several short notes on a pitch', leadIn, { ...held, endSeconds: 1.5 }],
  ])('keeps what is %s', (_, note, next) => {
    expect(dropLeadIns([before, note, next])).toEqual([before, note, next]);
  });

  it('keeps a last note, and no notes', () => {
    expect(dropLeadIns([before, leadIn])).toEqual([before, leadIn]);
    expect(dropLeadIns([])).toEqual([]);
  });
});
