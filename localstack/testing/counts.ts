import { z } from 'zod';

const count = z.int().nonnegative();

/** Numbers of tests by result. */
export const countsSchema = z.object({ passed: count, failed: count, skipped: count });
export type Counts = z.infer<typeof countsSchema>;

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
