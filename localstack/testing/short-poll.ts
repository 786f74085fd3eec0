import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward, sendBack } from './forward.ts';

export interface ShortPoll {
  /** The queue's URL through this proxy. */
  readonly queueUrl: string;
  close(): void;
}

/**
 * Opens a proxy that shortens long polls to one second. MiniStack continues the poll of a killed worker
 * and delivers the next message to it, which SQS does not do. With 20 s polls, tests that kill workers
 * would lose receives of later messages.
 */
export async function openShortPoll(queueUrl: string): Promise<ShortPoll> {
  const { origin, pathname } = new URL(queueUrl);
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray()).toString('utf8');
    // The signature covers the length, so it must not change.
    const shortened = body.replace(/"WaitTimeSeconds":\d+/, (found) =>
      '"WaitTimeSeconds":1'.padEnd(found.length),
    );
    await sendBack(await forward(origin, incoming, Buffer.from(shortened)), outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    queueUrl: `http://127.0.0.1:${port}${pathname}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
