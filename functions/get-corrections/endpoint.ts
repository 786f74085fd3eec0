import { hasScore } from '@my-pitch/shared/has-score';
import {
  type HttpHandler,
  httpHandler,
  noContentResponse,
  notModifiedResponse,
  versionedResponse,
} from '../http/http-handler.ts';
import { matchesTag } from '../http/preconditions.ts';
import { noSuchJob, readJobId } from '../http/read-request.ts';
import type { Clock, CorrectionsStore, JobTable, Telemetry } from '../ports.ts';

export interface GetCorrectionsContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly corrections: Pick<CorrectionsStore, 'read'>;
  readonly clock: Clock;
}

/** `GET /api/jobs/{jobId}/corrections` */
export function getCorrectionsEndpoint(
  telemetry: Telemetry,
  { table, corrections, clock }: GetCorrectionsContext,
): HttpHandler {
  return httpHandler(telemetry, async ({ event, isAbout }) => {
    const job = await table.read(readJobId(event));
    if (!job) throw noSuchJob();
    isAbout(job);
    // The files of a song that has ended may still be there.
    const stored = hasScore(job, clock()) ? await corrections.read(job.jobId) : undefined;
    if (!stored) return noContentResponse();
    return matchesTag(event.headers['if-none-match'], stored.etag)
      ? notModifiedResponse(stored.etag)
      : versionedResponse(stored.json, stored.etag);
  });
}
