import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward, sendBack } from './forward.ts';

/** A request that a worker makes to AWS. */
export interface WorkerRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Stands between a worker and AWS. */
export interface Tripwire {
  /** For the worker's `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Resolves once the request that was waited for has been carried out; its answer is withheld. */
  readonly tripped: Promise<void>;
  close(): void;
}

/**
 * Lets every request through, but for the answer of the first for which `isWaitedFor` holds, and of
 * all that follow: a worker is frozen at a moment that polling from outside would often miss, and
 * can be killed just there. What it asked for has been done.
 */
export async function openTripwire(
  targetUrl: string,
  isWaitedFor: (request: WorkerRequest) => boolean,
): Promise<Tripwire> {
  const { promise: tripped, resolve: trip } = Promise.withResolvers<void>();
  let isOpen = true;
  const server = createServer(async (incoming, outgoing) => {
    if (!isOpen) return;
    const body = Buffer.concat(await incoming.toArray());
    const { method = '', url: path = '' } = incoming;
    const isLast = isOpen && isWaitedFor({ method, path, body: body.toString('utf8') });
    if (isLast) isOpen = false;
    const answer = await forward(targetUrl, incoming, body);
    if (isLast) trip();
    else await sendBack(answer, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    tripped,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
