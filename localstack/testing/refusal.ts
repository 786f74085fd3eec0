import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkerRequest } from './fault-injection-proxy.ts';
import { forward, sendBack } from './forward.ts';

/** `cut`: the connection breaks, as without a network. A status: an S3 error response with it. */
export type Refusal = 'cut' | 400 | 403;

const codes = { 400: 'InvalidRequest', 403: 'AccessDenied' } as const;

export interface RefusingProxy {
  /** The worker's `AWS_ENDPOINT_URL`. */
  readonly url: string;
  close(): void;
}

/** Opens a proxy between a worker and AWS that refuses requests by `refusalOf` and forwards all others. */
export async function openRefusingProxy(
  targetUrl: string,
  refusalOf: (request: WorkerRequest) => Refusal | undefined,
): Promise<RefusingProxy> {
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    const { method = '', url: path = '' } = incoming;
    const refusal = refusalOf({ method, path, body: body.toString('utf8') });
    if (refusal === undefined) return sendBack(await forward(targetUrl, incoming, body), outgoing);
    if (refusal === 'cut') return void incoming.socket.destroy();
    outgoing.writeHead(refusal, { 'content-type': 'application/xml' });
    outgoing.end(`<Error><Code>${codes[refusal]}</Code><Message>Refused</Message></Error>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
