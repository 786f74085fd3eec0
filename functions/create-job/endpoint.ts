import { createJobRequestSchema } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, jsonAnswer } from '../http/http-handler.ts';
import { readJsonBody } from '../http/read-request.ts';
import type { Log } from '../ports.ts';
import { type CreateJobHost, createJob } from './create-job.ts';

/** `POST /api/jobs` */
export function createJobEndpoint(log: Log, host: CreateJobHost): HttpHandler {
  return httpHandler(log, async (event) => {
    const request = readJsonBody(event, createJobRequestSchema);
    const created = await createJob(request, host);
    log.info('job created', { jobId: created.jobId, sizeBytes: request.sizeBytes });
    return jsonAnswer(201, created);
  });
}
