import { createJobRequestSchema } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import { readJsonBody } from '../http/read-request.ts';
import type { Telemetry } from '../ports.ts';
import { type CreateJobContext, createJob } from './create-job.ts';

/** `POST /api/jobs` */
export function createJobEndpoint(telemetry: Telemetry, context: CreateJobContext): HttpHandler {
  return httpHandler(telemetry, async ({ event, correlationId, log, isAbout }) => {
    const request = readJsonBody(event, createJobRequestSchema);
    const created = await createJob({ ...request, correlationId }, context);
    isAbout({ jobId: created.jobId, correlationId });
    log.info('job created', { sizeBytes: request.sizeBytes });
    telemetry.metrics.record('SongsCreated', 1, { Preset: request.options.preset });
    return jsonResponse(201, created);
  });
}
