import { expect, it } from 'vitest';
import { addCounts, countsSchema, summaryLine } from './counts.ts';

it('adds up to one line', () => {
  const sum = addCounts(
    { passed: 2, failed: 0, skipped: 1 },
    { passed: 40, failed: 1, skipped: 0 },
  );
  expect(summaryLine(sum)).toBe('42 passed, 1 failed, 1 skipped');
});

it('refuses invalid counts', () => {
  expect(countsSchema.safeParse({ passed: -1, failed: 0, skipped: 0 }).success).toBe(false);
});
