import type { JobId } from '@my-pitch/shared/ids';
import { originalStateOf } from '@my-pitch/shared/original-state';
import { RequestProblem } from '../http/problem.ts';
import type { Clock, JobTable } from '../ports.ts';

interface CheckOriginalContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly clock: Clock;
}

/**
 * Checks the original of a take. One that is still in work is accepted: the take waits for it. The problems
 * tell no more than a request for the original's job does.
 * @throws {RequestProblem} `original-not-found`, `original-gone` or `original-failed`.
 */
export async function checkOriginal(
  originalId: JobId,
  { table, clock }: CheckOriginalContext,
): Promise<void> {
  const original = await table.read(originalId);
  if (!original) throw new RequestProblem('original-not-found', 'There is no song with this id.');
  const state = originalStateOf(original, clock());
  if (state === 'gone') {
    throw new RequestProblem('original-gone', 'The song to compare with was deleted.');
  }
  if (state === 'failed') {
    throw new RequestProblem('original-failed', 'The song to compare with could not be written.');
  }
}
