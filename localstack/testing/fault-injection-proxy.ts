import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward, sendBack } from './forward.ts';

/** A request that a worker makes to AWS. */
export interface WorkerRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A proxy between a worker and AWS. */
export interface FaultInjectionProxy {
  /** The worker's `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Resolves once AWS has processed the awaited request; its response is withheld. */
  readonly triggered: Promise<void>;
  close(): void;
}

/**
 * Opens a proxy that forwards all requests until the first one that matches `isTrigger`. That request
 * still reaches AWS, but its response and all later requests are withheld: the worker hangs at a point
 * that polling from outside would often miss, and can be killed there.
 */
export async function openFaultInjectionProxy(
  targetUrl: string,
  isTrigger: (request: WorkerRequest) => boolean,
): Promise<FaultInjectionProxy> {
  const { promise: triggered, resolve: trigger } = Promise.withResolvers<void>();
  let isOpen = true;
  const server = createServer(async (incoming, outgoing) => {
    if (!isOpen) return;
    const body = Buffer.concat(await incoming.toArray());
    const { method = '', url: path = '' } = incoming;
    const isLast = isOpen && isTrigger({ method, path, body: body.toString('utf8') });
    if (isLast) isOpen = false;
    const answer = await forward(targetUrl, incoming, body);
    if (isLast) trigger();
    else await sendBack(answer, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    triggered,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
