import { type HttpHandler, httpHandler, jsonAnswer } from '../http/http-handler.ts';
import { noSuchJob, readJobId } from '../http/read-request.ts';
import type { JobTable, Log } from '../ports.ts';
import { type ViewJobHost, viewJob } from './view-job.ts';

export interface GetJobHost extends ViewJobHost {
  readonly table: Pick<JobTable, 'read'>;
}

/** `GET /api/jobs/{jobId}` */
export function getJobEndpoint(log: Log, host: GetJobHost): HttpHandler {
  return httpHandler(log, async (event) => {
    const job = await host.table.read(readJobId(event));
    if (!job) throw noSuchJob();
    return jsonAnswer(200, await viewJob(job, host));
  });
}
