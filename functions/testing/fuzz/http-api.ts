import { correlationHeader, createJobResponseSchema } from '@my-pitch/shared/api';
import { sampleId } from '../sample-jobs.ts';
import type { FuzzResponse } from './contract-violation.ts';
import type { FuzzRequest } from './requests.ts';

type Ask = (request: FuzzRequest) => Promise<FuzzResponse>;

/**
 * Sends requests to a running stack on this machine.
 * @throws {RangeError} for an address of another machine.
 */
export function openHttpApi(address: string): Ask {
  const { origin, hostname } = new URL(address);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    throw new RangeError(`${hostname} is not this machine`);
  }
  const known: string[] = [];
  return async (request) => {
    const [method = '', path = ''] = request.route.split(' ');
    const id = realId(request.jobId, known);
    const url = `${origin}${path.replace('{jobId}', id)}?q=${encode(request.query)}`;
    const init = { method, headers: sendable(request.headers) };
    const body = { body: Buffer.from(request.body, bodyEncoding(request)) };
    const response = await fetch(url, method === 'GET' ? init : { ...init, ...body });
    const text = await response.text();
    if (response.status === 201) {
      known.push(createJobResponseSchema.parse(JSON.parse(text)).jobId);
    }
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? undefined,
      cacheControl: response.headers.get('cache-control') ?? undefined,
      correlationId: response.headers.get(correlationHeader) ?? undefined,
      body: text,
    };
  };
}

/** Replaces a sample id by the id of a job that this run has created, and removes dots and slashes, which would change the route. */
function realId(jobId: string, known: readonly string[]): string {
  const sample = [1, 2, 3, 4, 5, 6, 7].findIndex((n) => sampleId(n) === jobId);
  const id = (sample >= 0 ? known.at(-1 - sample) : undefined) ?? jobId;
  return encode(/^[./]*$/.test(id) ? 'none' : id.replaceAll('/', '_'));
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed().slice(0, 300).toWellFormed());
}

function bodyEncoding({ encoding }: FuzzRequest): BufferEncoding {
  return encoding === 'base64 of Latin-1' ? 'latin1' : 'utf8';
}

/** Headers without characters that HTTP clients refuse to send. */
function sendable(headers: FuzzRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace(/[^ -~]/g, '').trim()]),
  );
}
