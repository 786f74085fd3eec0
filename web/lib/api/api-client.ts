import {
  apiPaths,
  type CreateJobRequest,
  type CreateJobResponse,
  composeAuthorization,
  correlationHeader,
  createJobResponseSchema,
  type JobView,
  jobViewSchema,
  type Problem,
} from '@my-pitch/shared/api';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import { fetchPrefetched } from './prefetch-song.ts';
import { problemOf } from './problem-of.ts';

/** An error answer of the API. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Creates a job.
 * @throws {ApiProblem} when the API refuses, a TypeError without a connection.
 */
export async function createJob(
  body: CreateJobRequest,
  signal: AbortSignal,
): Promise<CreateJobResponse> {
  const headers = {
    'content-type': 'application/json',
    // Connects the operator's log lines about this song.
    [correlationHeader]: crypto.randomUUID(),
  };
  const init = { method: 'POST', headers, body: JSON.stringify(body), signal };
  const response = await fetch(apiPaths.jobs, init);
  await assertSuccess(response);
  return createJobResponseSchema.parse(await response.json());
}

/**
 * The current view of a job.
 * @throws {ApiProblem} `not-found`; a TypeError without a connection.
 */
export async function getJob(jobId: JobId, signal?: AbortSignal): Promise<JobView> {
  const response = await fetchPrefetched(apiPaths.job(jobId), {
    cache: 'no-store',
    ...(signal ? { signal } : {}),
  });
  await assertSuccess(response);
  return jobViewSchema.parse(await response.json());
}

/** Cancels a job, or deletes its results. */
export async function deleteJob(jobId: JobId, ownerToken: OwnerToken): Promise<void> {
  const headers = { authorization: composeAuthorization(ownerToken) };
  await assertSuccess(await fetch(apiPaths.job(jobId), { method: 'DELETE', headers }));
}

/** @throws {ApiProblem} for an error answer, or an error if it is no problem document. */
export async function assertSuccess(response: Response): Promise<void> {
  if (response.ok) return;
  const problem = await problemOf(response);
  if (problem) throw new ApiProblem(problem);
  throw new Error(`The API answered ${response.status}`);
}
