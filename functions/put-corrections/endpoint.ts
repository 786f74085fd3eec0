import { correctionsSchema, maxCorrectionsBytes } from '@my-pitch/shared/corrections';
import { hasScore } from '@my-pitch/shared/has-score';
import type { OwnerToken } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import type { ClientLimiter } from '../clients/client-limiter.ts';
import { type HttpHandler, httpHandler, noContentResponse } from '../http/http-handler.ts';
import { isOwner } from '../http/owner-token.ts';
import { replacedTag } from '../http/preconditions.ts';
import { RequestProblem } from '../http/problem.ts';
import { noSuchJob, readJobId, readJsonBody, readOwnerToken } from '../http/read-request.ts';
import type { Clock, CorrectionsStore, JobTable, Telemetry } from '../ports.ts';

export interface PutCorrectionsContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly corrections: CorrectionsStore;
  readonly limitClient: ClientLimiter;
  readonly clock: Clock;
}

/** `PUT /api/jobs/{jobId}/corrections` */
export function putCorrectionsEndpoint(
  telemetry: Telemetry,
  { table, corrections, limitClient, clock }: PutCorrectionsContext,
): HttpHandler {
  return httpHandler(telemetry, async ({ event, log, isAbout }) => {
    const jobId = readJobId(event);
    const ownerToken = readOwnerToken(event);
    await limitClient(event);
    const job = await table.read(jobId);
    if (!job) throw noSuchJob();
    isAbout(job);
    assertMayCorrect(job, ownerToken, clock());
    const replaced = replacedTag(event);
    const json = JSON.stringify(
      readJsonBody(event, correctionsSchema, maxCorrectionsBytes, 'too-large'),
    );
    const etag = await corrections.write(jobId, json, replaced);
    if (etag === undefined) throw conflict((await corrections.read(jobId))?.etag);
    log.info('corrections saved', { bytes: json.length });
    return noContentResponse({ etag });
  });
}

function assertMayCorrect(job: Job, ownerToken: OwnerToken, nowMs: number): void {
  if (!isOwner(ownerToken, job.ownerTokenHash)) {
    throw new RequestProblem('wrong-owner', 'The owner token is not that of this song.');
  }
  if (!hasScore(job, nowMs)) {
    throw new RequestProblem('no-score', 'Only a song with a score can be corrected.');
  }
}

function conflict(etag: string | undefined): RequestProblem {
  const detail = 'Read the present corrections, and combine yours with them.';
  return new RequestProblem('precondition-failed', detail, etag === undefined ? {} : { etag });
}
