import { correlationHeader } from '@my-pitch/shared/api';
import { jobStatuses } from '@my-pitch/shared/status';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { cancelJobEndpoint } from '../../cancel-job/endpoint.ts';
import { createJobEndpoint } from '../../create-job/endpoint.ts';
import { corrections as exampleCorrections } from '../../describe-api/examples.ts';
import { getCorrectionsEndpoint } from '../../get-corrections/endpoint.ts';
import { getJobEndpoint } from '../../get-job/endpoint.ts';
import { getLimitsEndpoint } from '../../get-limits/endpoint.ts';
import type { DownloadLinkRequest, Telemetry } from '../../ports.ts';
import { putCorrectionsEndpoint } from '../../put-corrections/endpoint.ts';
import { httpEvent } from '../http-event.ts';
import { MemoryCorrections } from '../memory-corrections.ts';
import { MemoryCounters } from '../memory-counters.ts';
import { MemoryFiles } from '../memory-files.ts';
import { MemoryJobs } from '../memory-jobs.ts';
import { nowMs, sampleId, sampleJob } from '../sample-jobs.ts';
import type { FuzzResponse } from './contract-violation.ts';
import { type FuzzRequest, secretName } from './requests.ts';

/** A response, and what its request left in log and metrics. */
export interface LoggedResponse extends FuzzResponse {
  /** The lines of the log and the recorded metrics. */
  readonly log: string;
}

/** Sends a request to the real endpoints, with a table that has a job in every status. */
export async function askMemoryApi(request: FuzzRequest): Promise<LoggedResponse> {
  const lines: string[] = [];
  const write = (message: string, details: Readonly<Record<string, unknown>>) => {
    lines.push(message, JSON.stringify(details, errorAsText));
  };
  const { metrics, recorded } = memoryMetrics();
  const telemetry = { log: { info: write, warn: write, error: write }, metrics };
  const result = await endpoints(telemetry, request.isQueueFull)[request.route](eventOf(request));
  return { ...responseOf(result), log: [...lines, JSON.stringify(recorded)].join('\n') };
}

function endpoints(telemetry: Telemetry, isQueueFull: boolean) {
  const jobs = jobStatuses.map((status, n) => {
    const job = sampleJob(status, { jobId: sampleId(n + 1) });
    return 'fileName' in job ? { ...job, fileName: `${secretName} "\n\u202e.mp3` } : job;
  });
  const table = new MemoryJobs(...jobs);
  const signer = {
    uploadForm: async () => ({ url: 'https://uploads.example/', fields: { key: 'k' } }),
    downloadLink: async ({ contentDisposition }: DownloadLinkRequest) => {
      const url = new URL('https://results.example/');
      url.searchParams.set('response-content-disposition', contentDisposition);
      return url.href;
    },
  };
  const counters = new MemoryCounters({ tickets: 1, occupied: 2 });
  const work = { table, counters, workerStartSeconds: 90 };
  const common = { ...work, files: new MemoryFiles(), signer, clock: () => nowMs };
  const corrections = new MemoryCorrections();
  corrections.stored.set(sampleId(1 + jobStatuses.indexOf('completed')), {
    json: JSON.stringify(exampleCorrections),
    etag: '"1"',
  });
  const correcting = { table, corrections, clock: () => nowMs };
  const creating = {
    randomUuid: () => sampleId(99),
    randomBytes: (count: number) => new Uint8Array(count).fill(7),
    maxUploadBytes: 10_000,
    maxQueuedJobs: isQueueFull ? 1 : 100,
  };
  const limitClient = async () => undefined;
  const limits = { maxUploadBytes: 10_000, maxDurationSeconds: 900 };
  return {
    'POST /api/jobs': createJobEndpoint(telemetry, { ...common, ...creating, limitClient }),
    'GET /api/jobs/{jobId}': getJobEndpoint(telemetry, common),
    'DELETE /api/jobs/{jobId}': cancelJobEndpoint(telemetry, { ...common, limitClient }),
    'GET /api/jobs/{jobId}/corrections': getCorrectionsEndpoint(telemetry, correcting),
    'PUT /api/jobs/{jobId}/corrections': putCorrectionsEndpoint(telemetry, {
      ...correcting,
      limitClient,
    }),
    'GET /api/limits': getLimitsEndpoint(telemetry, limits),
  };
}

function eventOf({ jobId, query, headers, body, encoding }: FuzzRequest) {
  const bytes = Buffer.from(body, encoding === 'base64 of Latin-1' ? 'latin1' : 'utf8');
  const isText = encoding === 'text' || encoding === 'broken';
  return httpEvent({
    pathParameters: { jobId },
    rawQueryString: query,
    headers: { ...headers },
    body: isText ? body : bytes.toString('base64'),
    isBase64Encoded: encoding !== 'text',
  });
}

function responseOf({
  statusCode = 200,
  headers = {},
  body = '',
}: APIGatewayProxyStructuredResultV2) {
  const text = (name: string) => (name in headers ? String(headers[name]) : undefined);
  return {
    status: statusCode,
    contentType: text('content-type'),
    cacheControl: text('cache-control'),
    correlationId: text(correlationHeader),
    body,
  };
}

/** A replacer for `JSON.stringify` that writes errors as a logger does. */
function errorAsText(_name: string, value: unknown): unknown {
  return value instanceof Error ? `${value.stack} ${JSON.stringify(value)}` : value;
}
