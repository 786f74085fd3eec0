import { createJobRequestSchema } from '@my-pitch/shared/api';
import type { ClientLimiter } from '../clients/client-limiter.ts';
import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import { readJsonBody } from '../http/read-request.ts';
import type { Telemetry } from '../ports.ts';
import { type CreateJobContext, createJob } from './create-job.ts';

/** `POST /api/jobs` */
export function createJobEndpoint(
  telemetry: Telemetry,
  context: CreateJobContext & { readonly limitClient: ClientLimiter },
): HttpHandler {
  return httpHandler(telemetry, async ({ event, correlationId, log, isAbout }) => {
    const request = readJsonBody(event, createJobRequestSchema);
    const admitClient = () => context.limitClient(event);
    const created = await createJob({ ...request, correlationId }, context, admitClient);
    isAbout({ jobId: created.jobId, correlationId });
    log.info('job created', { sizeBytes: request.sizeBytes });
    telemetry.metrics.record('SongsCreated', 1, { Preset: request.options.preset });
    return jsonResponse(201, created);
  });
}
