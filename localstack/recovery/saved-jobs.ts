import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { z } from 'zod';

/** A record in DynamoDB's own notation, as far as it tells one that is a job from others. */
const markedJobSchema = z.looseObject({
  jobId: z.object({ S: z.string() }),
  status: z.object({ S: z.string() }),
  statusSince: z.object({ S: z.string() }),
});

/**
 * Every job in the saved tables of a state folder, whole or damaged: of each the newest record that
 * can be read.
 */
export async function readSavedJobs(stateDir: string): Promise<readonly Job[]> {
  const newest = new Map<string, Job>();
  for await (const path of glob('{snapshots/*,state}/dynamodb.json', { cwd: stateDir })) {
    for (const job of jobsIn(await readDocument(join(stateDir, path)))) {
      const known = newest.get(job.jobId);
      if (!known || known.statusSince <= job.statusSince) newest.set(job.jobId, job);
    }
  }
  return [...newest.values()];
}

/** `undefined` for a file that is no JSON any more. */
async function readDocument(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Looks for records at any depth: how the tables are filed is MiniStack's own matter. */
function jobsIn(value: unknown): Job[] {
  if (typeof value !== 'object' || value === null) return [];
  const record = markedJobSchema.safeParse(value);
  if (!record.success) return Object.values(value).flatMap(jobsIn);
  const job = jobSchema.safeParse(unmarshall(record.data as Parameters<typeof unmarshall>[0]));
  return job.success ? [job.data] : [];
}
