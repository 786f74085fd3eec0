import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';

/** A request as a handler's AWS clients send it. */
export interface AwsRequest {
  /** The operation of DynamoDB; `undefined` for other services. */
  readonly operation: string | undefined;
  readonly method: IncomingMessage['method'];
  readonly url: string;
  readonly body: string;
}

/**
 * AWS on this machine for handlers, which read their settings when they are imported: call it before that.
 * @param answer the body of the answer to a request.
 * @param settings the environment of the handlers, beside that of the AWS clients.
 * @returns a function that closes it and restores the environment.
 */
export async function openLocalAws(
  answer: (request: AwsRequest) => string,
  settings: (origin: string) => Readonly<Record<string, string>>,
): Promise<() => void> {
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
    const { method, url = '' } = request;
    response.end(answer({ operation, method, url, body: await text(request) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = {
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: origin,
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  };
  for (const [name, value] of Object.entries({ ...clients, ...settings(origin) })) {
    vi.stubEnv(name, value);
  }
  return () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  };
}
