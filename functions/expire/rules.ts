import type { JobId } from '@my-pitch/shared/ids';
import { expireFilesWrite, expireUploadWrite, failDeadWrite } from '@my-pitch/shared/job-writes';
import { lifetimes } from '@my-pitch/shared/limits';
import type { SweptStatus } from '@my-pitch/shared/sweep-key';
import { z } from 'zod';
import type { JobTable, SongFiles } from '../ports.ts';

export interface RuleContext {
  readonly table: Pick<JobTable, 'read' | 'write'>;
  readonly files: Pick<SongFiles, 'removeUpload' | 'removeArtifacts'>;
}

/** What happens to jobs that have had a status for too long. */
export interface Rule {
  /** Names the rule's count in the result, and its position. */
  readonly name: 'uploadsExpired' | 'resultsExpired' | 'failuresExpired' | 'strandedFailed';
  readonly status: SweptStatus;
  readonly ageSeconds: number;
  /** Ends one job; may be repeated. Returns whether the job changed. */
  readonly end: (jobId: JobId, nowMs: number, context: RuleContext) => Promise<boolean>;
}

const secondsPerDay = 24 * 60 * 60;
const resultSeconds = lifetimes.resultObjectDays * secondsPerDay;

/** An upload that begins when its form expires may take as long as the form was valid. */
const uploadGraceSeconds = 2 * lifetimes.uploadFormSeconds;

/** All rules. */
export const rules: readonly Rule[] = [
  {
    name: 'uploadsExpired',
    status: 'awaiting-upload',
    ageSeconds: uploadGraceSeconds,
    /** The record changes first, because the upload may still arrive. */
    async end(jobId, nowMs, { table, files }) {
      if (!(await table.write(expireUploadWrite(jobId, iso(nowMs))))) return false;
      await files.removeUpload(jobId);
      return true;
    },
  },
  {
    name: 'resultsExpired',
    status: 'completed',
    ageSeconds: resultSeconds,
    /** The files are deleted first: if the run ends there, the next one finds the job again. */
    async end(jobId, nowMs, { table, files }) {
      if ((await resultsExpireMs(jobId, table)) > nowMs) return false;
      await files.removeArtifacts(jobId);
      return table.write(expireFilesWrite(jobId, iso(nowMs)));
    },
  },
  {
    name: 'failuresExpired',
    status: 'failed',
    ageSeconds: resultSeconds,
    async end(jobId, nowMs, { table, files }) {
      await Promise.all([files.removeUpload(jobId), files.removeArtifacts(jobId)]);
      return table.write(expireFilesWrite(jobId, iso(nowMs)));
    },
  },
  // No worker can finish a song whose upload was deleted by its age.
  ...(['queued', 'processing'] as const).map((status): Rule => {
    return {
      name: 'strandedFailed',
      status,
      ageSeconds: lifetimes.uploadObjectDays * secondsPerDay,
      end: (jobId, nowMs, { table }) =>
        table.write(failDeadWrite(jobId, 'upload-missing', iso(nowMs))),
    };
  }),
];

/** When a completed job's results expire; 0 if its record does not say, so that its age decides. */
async function resultsExpireMs(jobId: JobId, table: RuleContext['table']): Promise<number> {
  const job = await table.read(jobId).catch((error: unknown) => {
    // A record that breaks its contract must not keep its files for ever.
    if (error instanceof z.ZodError) return undefined;
    throw error;
  });
  return job?.status === 'completed' ? Date.parse(job.resultsExpireAt) : 0;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
