import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import { noSuchJob, readJobId } from '../http/read-request.ts';
import type { JobTable, Telemetry } from '../ports.ts';
import { type ViewJobContext, viewJob } from './view-job.ts';

export interface GetJobContext extends ViewJobContext {
  readonly table: Pick<JobTable, 'read'>;
}

/** `GET /api/jobs/{jobId}` */
export function getJobEndpoint(telemetry: Telemetry, context: GetJobContext): HttpHandler {
  return httpHandler(telemetry, async ({ event, isAbout }) => {
    const job = await context.table.read(readJobId(event));
    if (!job) throw noSuchJob();
    isAbout(job);
    return jsonResponse(200, await viewJob(job, context));
  });
}
