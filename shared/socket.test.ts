import { expect, it } from 'vitest';
import { socketMessageSchema } from './socket.ts';
import { jobStatuses } from './status.ts';

const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21';
const createdAt = '2026-03-01T12:00:00.000Z';
const details = {
  queued: { position: 3, estimatedSeconds: 40 },
  processing: { progress: { stage: 'separate', stageFraction: 0.5, overallFraction: 0.4 } },
  failed: { failureCode: 'no-audio' },
  completed: {
    ...{ completedAt: createdAt, durationSeconds: 3, resultsExpireAt: createdAt },
    ...{ links: {}, linksExpireAt: createdAt },
  },
};

it.each(jobStatuses)('carries the view of a job that is %s, unless it has links', (status) => {
  const more = status in details ? details[status as keyof typeof details] : {};
  const view = { jobId, createdAt, fileName: 'a.mp3', status, ...more };
  const message = socketMessageSchema.safeParse({ type: 'view', view });
  expect(message.success).toBe(status !== 'completed');
});
