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
  expect(readChanges(event)).toEqual({
    changes: [{ before: queued, after: processing }],
    hasQueueMoved: false,
  });
});

it('refuses an event that is not from a stream', () => {
  expect(() => readChanges({ Records: [{ body: '' }] })).toThrow();
});

it.each([
  ['a ticket that left', { left: 3, tickets: 5 }, { left: 4, tickets: 5 }, true],
  ['the first ticket that left', { tickets: 5 }, { left: 1, tickets: 5 }, true],
  ['a new ticket', { left: 3, tickets: 5 }, { left: 3, tickets: 6 }, false],
  ['a correction to fewer', { left: 3 }, { left: 2 }, false],
])('knows from the counters that the queue moved: %s', (_, before, after, hasQueueMoved) => {
  const images = {
    OldImage: { jobId: 'queue', ...before },
    NewImage: { jobId: 'queue', ...after },
  };
  const dynamodb = { OldImage: image(images.OldImage), NewImage: image(images.NewImage) };
  expect(readChanges({ Records: [{ dynamodb }] })).toEqual({ changes: [], hasQueueMoved });
});
