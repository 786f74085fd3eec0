import { createHash } from 'node:crypto';
import { jobIdSchema, ownerTokenSchema } from '@my-pitch/shared/ids';
import { progressAt } from '@my-pitch/shared/stages';
import type { JobStatus } from '@my-pitch/shared/status';
import type { JobWithStatus } from '../ports.ts';

export const nowIso = '2026-03-01T12:00:00.000Z';
export const nowMs = Date.parse(nowIso);

export const ownerToken = ownerTokenSchema.parse('Y'.repeat(43));

/** The nth sample id. */
export function sampleId(n = 1) {
  return jobIdSchema.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
}

/** The instant some seconds before {@link nowMs}. */
export function before(seconds: number): string {
  return new Date(nowMs - seconds * 1000).toISOString();
}

const ended = {
  jobId: sampleId(),
  ownerTokenHash: createHash('sha256').update(ownerToken).digest('hex'),
  createdAt: before(100),
  statusSince: before(50),
  recordExpiresAtSeconds: nowMs / 1000 + 1000,
};
const base = {
  ...ended,
  fileName: '아침 이슬.mp3',
  contentType: 'audio/mpeg',
  sizeBytes: 5000,
  options: { content: 'song', lossless: false, preset: 'balanced', stems: 'two' } as const,
};
const started = { queuedAt: before(90), startedAt: before(50), attempts: 0 };

const samples: { readonly [Status in JobStatus]: JobWithStatus<Status> } = {
  'awaiting-upload': { ...base, status: 'awaiting-upload', uploadExpiresAt: before(-3500) },
  queued: { ...base, status: 'queued', queuedAt: before(50), attempts: 0, ticket: 1 },
  processing: {
    ...base,
    ...started,
    status: 'processing',
    lease: { workerId: 'worker', attempt: 1, messageId: 'message', expiresAt: before(-30) },
    progress: progressAt('separate', 0.5),
  },
  completed: {
    ...base,
    ...started,
    status: 'completed',
    completedAt: before(50),
    processingSeconds: 40,
    durationSeconds: 180,
    artifacts: [
      { name: 'vocals.m4a', sizeBytes: 10 },
      { name: 'score.musicxml', sizeBytes: 20 },
    ],
    resultsExpireAt: before(-1000),
  },
  failed: { ...base, status: 'failed', failureCode: 'no-audio' },
  cancelled: { ...ended, status: 'cancelled' },
  expired: { ...ended, status: 'expired' },
};

/** A job with this status and overrides. */
export function sampleJob<Status extends JobStatus>(
  status: Status,
  overrides: Partial<JobWithStatus<Status>> = {},
): JobWithStatus<Status> {
  return { ...samples[status], ...overrides };
}
