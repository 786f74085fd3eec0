import type { JobView } from '@my-pitch/shared/api';
import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { artifactNames } from '@my-pitch/shared/keys';
import { progressAt } from '@my-pitch/shared/stages';

const createdAt = '2026-03-14T09:26:53.000Z';

function ended(last: string) {
  const jobId = jobIdSchema.parse(`3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d${last}`);
  return { jobId, createdAt };
}

function every(last: string, fileName: string) {
  return { ...ended(last), fileName };
}

/** The API's response for every state of a job. Links lead to `origin`. */
export function jobViews(origin: string) {
  const links = Object.fromEntries(
    artifactNames
      .filter((name) => !/drums|bass|other|flac|comparison/.test(name))
      .map((name) => [name, `${origin}/pictured/${name}`]),
  );
  const result = {
    status: 'completed',
    completedAt: '2026-03-14T09:30:00.000Z',
    durationSeconds: 16,
    resultsExpireAt: '2099-03-21T09:30:00.000Z',
    links,
    linksExpireAt: '2099-03-14T10:30:00.000Z',
  } as const;
  const takeOf = ended('04').jobId;
  return {
    awaiting: { ...every('01', 'Evening walk.m4a'), status: 'awaiting-upload' },
    queued: {
      ...every('02', '봄날의 산책 - final mix.wav'),
      status: 'queued',
      position: 4,
      estimatedSeconds: 610,
    },
    processing: {
      ...every('03', 'A song with a rather long name, recorded live in the kitchen (take 2).mp3'),
      status: 'processing',
      progress: progressAt('separate', 0.42),
      estimatedSeconds: 95,
    },
    completed: { ...every('04', 'Ode to Joy.m4a'), ...result },
    failed: { ...every('05', 'whistle.ogg'), status: 'failed', failureCode: 'no-voice-found' },
    crashed: {
      ...every('06', 'Long concert.mp4'),
      status: 'failed',
      failureCode: 'worker-crashed',
    },
    cancelled: { ...ended('07'), status: 'cancelled' },
    expired: { ...ended('08'), status: 'expired' },
    take: {
      ...{ ...every('10', '노래방에서 부른 것.m4a'), ...result, takeOf },
      links: {
        ...links,
        'comparison.json': `${origin}/pictured/comparison.json`,
        'analysis.json': `${origin}/pictured/take-analysis.json`,
      },
    },
    takeWaiting: {
      ...every('12', '두 번째로 부른 것.m4a'),
      takeOf: ended('03').jobId,
      status: 'queued',
      position: 1,
    },
    uncompared: {
      ...{ ...every('11', 'Second try.m4a'), ...result, takeOf },
      notCompared: 'original-gone',
    },
  } as const satisfies Record<string, JobView>;
}
export type PicturedJob = keyof ReturnType<typeof jobViews>;

/** A job that does not exist. */
export const unknownJobId: JobId = ended('99').jobId;

/** The device's list with a song in every state, including songs that the API no longer has. */
export function recentSongsOnDevice(origin: string) {
  return Object.values(jobViews(origin)).map((view) => ({
    jobId: view.jobId,
    fileName: 'fileName' in view ? view.fileName : `Last winter, ${view.status}.flac`,
    createdAt,
    ...('takeOf' in view && { takeOf: view.takeOf }),
    ownerToken: 'A'.repeat(43),
  }));
}
