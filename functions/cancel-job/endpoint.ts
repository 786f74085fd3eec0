import { parseAuthorization } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, noContentResponse } from '../http/http-handler.ts';
import { readJobId } from '../http/read-request.ts';
import type { Log } from '../ports.ts';
import { type CancelJobContext, cancelJob } from './cancel-job.ts';

/** `DELETE /api/jobs/{jobId}` */
export function cancelJobEndpoint(log: Log, context: CancelJobContext): HttpHandler {
  return httpHandler(log, async (event) => {
    const jobId = readJobId(event);
    await cancelJob(jobId, parseAuthorization(event.headers.authorization), context);
    log.info('job ended by its owner', { jobId });
    return noContentResponse();
  });
}
