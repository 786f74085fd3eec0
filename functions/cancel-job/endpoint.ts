import type { ClientLimiter } from '../clients/client-limiter.ts';
import { type HttpHandler, httpHandler, noContentResponse } from '../http/http-handler.ts';
import { readJobId, readOwnerToken } from '../http/read-request.ts';
import type { Telemetry } from '../ports.ts';
import { type CancelJobContext, cancelJob } from './cancel-job.ts';

/** `DELETE /api/jobs/{jobId}` */
export function cancelJobEndpoint(
  telemetry: Telemetry,
  context: CancelJobContext & { readonly limitClient: ClientLimiter },
): HttpHandler {
  return httpHandler(telemetry, async ({ event, log, isAbout }) => {
    const jobId = readJobId(event);
    const ownerToken = readOwnerToken(event);
    await context.limitClient(event);
    await cancelJob(jobId, ownerToken, context, isAbout);
    log.info('job ended by its owner', {});
    return noContentResponse();
  });
}
