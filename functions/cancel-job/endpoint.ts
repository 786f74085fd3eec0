import { parseAuthorization } from '@my-pitch/shared/api';
import { emptyAnswer, type HttpHandler, httpHandler } from '../http/http-handler.ts';
import { readJobId } from '../http/read-request.ts';
import type { Log } from '../ports.ts';
import { type CancelJobHost, cancelJob } from './cancel-job.ts';

/** `DELETE /api/jobs/{jobId}` */
export function cancelJobEndpoint(log: Log, host: CancelJobHost): HttpHandler {
  return httpHandler(log, async (event) => {
    const jobId = readJobId(event);
    await cancelJob(jobId, parseAuthorization(event.headers.authorization), host);
    log.info('job ended by its owner', { jobId });
    return emptyAnswer();
  });
}
