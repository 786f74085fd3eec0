import type { Job } from '@my-pitch/shared/job';
import { type Progress, progressAt } from '@my-pitch/shared/stages';
import { expect, it } from 'vitest';
import { before, sampleId, sampleJob } from '../testing/sample-jobs.ts';
import { kindOfChange, mergeChanges } from './job-change.ts';

const at = (progress: Progress) => sampleJob('processing', { progress });
const half = progressAt('separate', 0.5);
const renewed = sampleJob('processing', {
  lease: { ...sampleJob('processing').lease, expiresAt: before(-90) },
});

it.each([
  ['a claim', sampleJob('queued'), sampleJob('processing'), 'state'],
  ['an end', sampleJob('processing'), sampleJob('completed'), 'state'],
  ['more of the stage', at(half), at(progressAt('separate', 0.6)), 'progress'],
  ['another estimate', at(half), at({ ...half, endsAt: before(-60) }), 'progress'],
  ['the next stage', at(half), at(progressAt('pitch', 0)), 'state'],
  ['another attempt', at(half), at(progressAt('separate', 0.1)), 'state'],
  ['a heartbeat', sampleJob('processing'), renewed, 'nothing'],
  ['a write that changes nothing', sampleJob('queued'), sampleJob('queued'), 'nothing'],
] satisfies readonly (readonly [string, Job, Job, string])[])(
  '%s is %s',
  (_, earlier, later, kind) => {
    expect(kindOfChange({ before: earlier, after: later })).toBe(kind);
  },
);

it('merges the changes of a job, and keeps those of others apart', () => {
  const other = sampleJob('queued', { jobId: sampleId(2) });
  const [queued, processing, completed] = [
    sampleJob('queued'),
    sampleJob('processing'),
    sampleJob('completed'),
  ];
  const changes = [
    { before: queued, after: processing },
    { before: other, after: other },
    { before: processing, after: completed },
  ];
  expect(mergeChanges(changes)).toEqual([
    { before: queued, after: completed },
    { before: other, after: other },
  ]);
});
