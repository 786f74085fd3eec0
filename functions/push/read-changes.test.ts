import { marshall } from '@aws-sdk/util-dynamodb';
import type { Job } from '@my-pitch/shared/job';
import { expect, it } from 'vitest';
import { sampleJob } from '../testing/sample-jobs.ts';
import { readChanges } from './read-changes.ts';

const image = (item: Job | object) => marshall(item, { removeUndefinedValues: true });
const queued = sampleJob('queued');
const processing = sampleJob('processing');

it('reads the changes of jobs and skips everything else', () => {
  const records = [
    { OldImage: image(queued), NewImage: image(processing) },
    { NewImage: image(queued) },
    { OldImage: image(processing) },
    { OldImage: image({ jobId: 'scaling' }), NewImage: image({ jobId: 'scaling', workers: 1 }) },
    { OldImage: image(queued), NewImage: image({ ...queued, createdAt: 'once' }) },
  ];
  const event = { Records: records.map((dynamodb) => ({ eventName: 'MODIFY', dynamodb })) };
  expect(readChanges(event)).toEqual([{ before: queued, after: processing }]);
});

it('refuses an event that is not from a stream', () => {
  expect(() => readChanges({ Records: [{ body: '' }] })).toThrow();
});
