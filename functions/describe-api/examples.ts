import type { CreateJobRequest, JobView, Limits } from '@my-pitch/shared/api';
import { createJobResponseSchema } from '@my-pitch/shared/api';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { jobIdSchema } from '@my-pitch/shared/ids';
import type { JobStatus } from '@my-pitch/shared/status';

const jobId = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');
const originalId = '8d1f0a52-3c7b-4e9a-b6d4-20f7c1e85a93';
const ended = { jobId, createdAt: '2026-03-01T12:00:00.000Z' };
const job = { ...ended, fileName: 'song.mp3' };

/** Requests for a song whose voice is to be separated, a recording of a voice alone, and a take of a song. */
export const createJobRequests: Readonly<Record<string, CreateJobRequest>> = {
  song: { fileName: 'song.mp3', contentType: 'audio/mpeg', sizeBytes: 4_200_000 },
  voice: {
    fileName: 'recording.webm',
    contentType: 'audio/webm;codecs=opus',
    sizeBytes: 350_000,
    options: { content: 'voice', preset: 'fast' },
  },
  take: {
    fileName: 'my take.m4a',
    contentType: 'audio/mp4',
    sizeBytes: 2_900_000,
    takeOf: originalId,
  },
};

export const createJobResponse = createJobResponseSchema.parse({
  jobId,
  ownerToken: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
  upload: {
    url: 'https://uploads.example/',
    fields: {
      key: `uploads/${jobId}/source`,
      'Content-Type': 'audio/mpeg',
      Policy: 'eyJleHBpcmF0aW9uIjoi…',
      'X-Amz-Signature': '0f1e2d3c…',
    },
  },
  uploadExpiresAt: '2026-03-01T13:00:00.000Z',
});

/** A job in every status. */
export const jobViews: Readonly<Record<JobStatus, JobView>> = {
  'awaiting-upload': { ...job, status: 'awaiting-upload' },
  queued: { ...job, status: 'queued', position: 3, estimatedSeconds: 240 },
  processing: {
    ...job,
    status: 'processing',
    progress: { stage: 'separate', stageFraction: 0.5, overallFraction: 0.45 },
    estimatedSeconds: 60,
  },
  completed: {
    ...job,
    status: 'completed',
    completedAt: '2026-03-01T12:02:00.000Z',
    durationSeconds: 180.5,
    resultsExpireAt: '2026-03-08T12:02:00.000Z',
    links: { 'score.musicxml': 'https://results.example/score.musicxml?X-Amz-Signature=0f1e2d3c' },
    linksExpireAt: '2026-03-01T13:10:00.000Z',
  },
  failed: { ...job, status: 'failed', failureCode: 'no-voice-found' },
  cancelled: { ...ended, status: 'cancelled' },
  expired: { ...ended, status: 'expired' },
};

/** A quarter and a half note. */
export const corrections: EditableDocument = {
  version: 1,
  title: 'Evening song',
  clef: 'treble',
  timeSignature: { beats: 4, beatType: 4 },
  keySignature: { fifths: 1, mode: 'major' },
  pickupTicks: 0,
  tempos: [{ tick: 0, quarterBpm: 96 }],
  timePoints: [],
  notes: [
    { id: 0, startTick: 0, endTick: 48, midi: 67, sung: sungAt(0.4, 1), isAnchor: true },
    { id: 1, startTick: 48, endTick: 144, midi: 69, sung: sungAt(1.025, 2.2), isAnchor: true },
  ],
};

function sungAt(startSeconds: number, endSeconds: number) {
  const measured = { centreMidi: 67.1, deviationCents: 10, confidence: 0.9, loudnessDb: -20 };
  return { startSeconds, endSeconds, ...measured };
}

export const limits: Limits = { maxUploadBytes: 209_715_200, maxDurationSeconds: 900 };
