import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward, sendBack } from './forward.ts';

export interface ShortPoll {
  /** The queue's URL, by way of this. */
  readonly queueUrl: string;
  close(): void;
}

/**
 * Makes every long poll of a queue last one second. MiniStack goes on with the poll of a worker
 * that is gone and hands it the next message; SQS itself does not. For tests that kill workers a
 * poll of 20 seconds would use up the receives of the messages that follow.
 */
export async function openShortPoll(queueUrl: string): Promise<ShortPoll> {
  const { origin, pathname } = new URL(queueUrl);
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray()).toString('utf8');
    // As long as it was, for the signature covers the length.
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
