import { createJobRequestSchema } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import { readJsonBody } from '../http/read-request.ts';
import type { Log } from '../ports.ts';
import { type CreateJobContext, createJob } from './create-job.ts';

/** `POST /api/jobs` */
export function createJobEndpoint(log: Log, context: CreateJobContext): HttpHandler {
  return httpHandler(log, async (event) => {
    const request = readJsonBody(event, createJobRequestSchema);
    const created = await createJob(request, context);
    log.info('job created', { jobId: created.jobId, sizeBytes: request.sizeBytes });
    return jsonResponse(201, created);
  });
}
