import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from '../../localstack/testing/forward.ts';
import { type ItemCounts, itemsOf } from './count-items.ts';

/** A proxy in front of AWS that counts the items of all requests to DynamoDB. */
export interface CountingProxy {
  readonly url: string;
  /** The items since the last call. */
  take(): ItemCounts;
  close(): void;
}

/** @param targetUrl the endpoint of the local AWS emulator. */
export async function openCountingProxy(targetUrl: string): Promise<CountingProxy> {
  let counted: ItemCounts = { read: 0, written: 0 };
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    const answer = await forward(targetUrl, incoming, body);
    const answered = Buffer.concat(await answer.toArray());
    const operation = operationOf(incoming.headers['x-amz-target']);
    const items = itemsOf(operation, operation && JSON.parse(answered.toString('utf8')));
    counted = { read: counted.read + items.read, written: counted.written + items.written };
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.end(answered);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take: () => {
      const items = counted;
      counted = { read: 0, written: 0 };
      return items;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The operation in the header of a request to DynamoDB. */
function operationOf(target: string | string[] | undefined): string | undefined {
  return /^DynamoDB_\d+\.(\w+)$/.exec(String(target))?.[1];
}
