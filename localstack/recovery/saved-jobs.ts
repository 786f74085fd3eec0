import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import { z } from 'zod';

/** A job record in DynamoDB notation: the attributes that distinguish it from other records. */
const markedJobSchema = z.looseObject({
  jobId: z.object({ S: z.string() }),
  status: z.object({ S: z.string() }),
  statusSince: z.object({ S: z.string() }),
});

/**
 * Every job in the saved tables of a state folder, including damaged generations: the latest readable
 * record of each.
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

/** `undefined` for invalid JSON. */
async function readDocument(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Finds records at any depth, independent of MiniStack's file format. */
function jobsIn(value: unknown): Job[] {
  if (typeof value !== 'object' || value === null) return [];
  const record = markedJobSchema.safeParse(value);
  if (!record.success) return Object.values(value).flatMap(jobsIn);
  const job = jobSchema.safeParse(unmarshall(record.data as Parameters<typeof unmarshall>[0]));
  return job.success ? [job.data] : [];
}
