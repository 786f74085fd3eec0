import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import { noSuchJob, readJobId } from '../http/read-request.ts';
import type { JobTable, Log } from '../ports.ts';
import { type ViewJobContext, viewJob } from './view-job.ts';

export interface GetJobContext extends ViewJobContext {
  readonly table: Pick<JobTable, 'read'>;
}

/** `GET /api/jobs/{jobId}` */
export function getJobEndpoint(log: Log, context: GetJobContext): HttpHandler {
  return httpHandler(log, async (event) => {
    const job = await context.table.read(readJobId(event));
    if (!job) throw noSuchJob();
    return jsonResponse(200, await viewJob(job, context));
  });
}
