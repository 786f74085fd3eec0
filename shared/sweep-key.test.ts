import { expect, it } from 'vitest';
import { jobIdSchema } from './ids.ts';
import { jobStatuses } from './status.ts';
import { sweepAttributes, sweepPartition, sweepShards, sweptStatuses } from './sweep-key.ts';

const jobId = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d2e');

it('a job that may become due is in the shard of its id; others are not in the index', () => {
  const keys = jobStatuses.map((status) => sweepAttributes(jobId, status).sweepKey);
  expect(keys).toEqual([
    ...['awaiting-upload#e', 'queued#e', 'processing#e', 'completed#e', 'failed#e'],
    ...[undefined, undefined],
  ]);
});

it('every job of the index is in one of the partitions that a sweep reads', () => {
  const read = sweptStatuses.flatMap((status) =>
    sweepShards.map((shard) => sweepPartition(status, shard)),
  );
  for (const digit of '0123456789abcdef') {
    const other = jobIdSchema.parse(jobId.slice(0, -1) + digit);
    for (const status of sweptStatuses) {
      expect(read).toContain(sweepAttributes(other, status).sweepKey);
    }
  }
});
