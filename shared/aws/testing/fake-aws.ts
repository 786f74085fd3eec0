import { Readable } from 'node:stream';

/** A response to one request; by default 200 with an empty body. */
export interface FakeResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

/** The part of an HTTP request that tests look at. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * AWS in memory: settings for an SDK client that sends no request over the network, and the requests
 * that it would have sent. The responses are used in order; a further request fails.
 */
export function fakeAws(...responses: readonly FakeResponse[]) {
  const requests: SentRequest[] = [];
  const remaining = [...responses];
  const requestHandler = {
    handle: async (request: SentRequest) => {
      requests.push(request);
      const next = remaining.shift();
      if (!next) throw new Error(`Unexpected request: ${request.method} ${request.path}`);
      const { statusCode = 200, headers = {}, body = '' } = next;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { response: { statusCode, headers, body: Readable.from([Buffer.from(text)]) } };
    },
  };
  const settings = {
    endpoint: 'http://aws.test',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    forcePathStyle: true,
    requestHandler,
  };
  return { settings, requests };
}

/** The body of a request as text. */
export function bodyTextOf(request: SentRequest | undefined): string {
  const body = request?.body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
}

/** The JSON body of a request. */
export function jsonBodyOf(request: SentRequest | undefined): unknown {
  return JSON.parse(bodyTextOf(request));
}
