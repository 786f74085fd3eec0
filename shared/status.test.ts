import { describe, expect, it } from 'vitest';
import { canTransition, isTerminal, type JobStatus, jobStatuses, sourcesOf } from './status.ts';

const legal: readonly `${JobStatus} ${JobStatus}`[] = [
  'awaiting-upload queued',
  'awaiting-upload completed',
  'awaiting-upload failed',
  'awaiting-upload cancelled',
  'awaiting-upload expired',
  'queued processing',
  'queued failed',
  'queued cancelled',
  'processing processing',
  'processing completed',
  'processing failed',
  'processing cancelled',
  'completed expired',
  'failed expired',
  'cancelled expired',
];

describe('the transition table', () => {
  const pairs = jobStatuses.flatMap((from) => jobStatuses.map((to) => [from, to] as const));

  it.each(pairs)('%s → %s', (from, to) => {
    expect(canTransition(from, to)).toBe(legal.includes(`${from} ${to}`));
  });

  it('lists the sources of a status in order', () => {
    expect(sourcesOf('cancelled')).toEqual(['awaiting-upload', 'queued', 'processing']);
    expect(sourcesOf('awaiting-upload')).toEqual([]);
  });

  it('lets a client stop polling at these statuses', () => {
    expect(jobStatuses.filter(isTerminal)).toEqual(['completed', 'failed', 'cancelled', 'expired']);
  });
});
