import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { socketPath } from '@my-pitch/shared/socket';
import { secretHeader } from '../cloud/cloud-access.ts';

export interface SocketTarget {
  /** URL of the WebSocket API, with the scheme `http`. */
  readonly socketUrl: string;
  /** Authenticates connections to the local AWS emulator. */
  readonly apiSecret: string;
  /** The origins of our pages; the API knows the first. */
  readonly ownOrigins: readonly [string, ...string[]];
}

/** A server whose requests may ask to become WebSockets. */
interface UpgradingServer {
  on(
    event: 'upgrade',
    listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ): unknown;
}

/**
 * Forwards WebSockets of our own pages to the WebSocket API, under the same path as on AWS.
 * @returns a function that ends all of them, so that the server can close.
 */
export function forwardSockets(server: UpgradingServer, target: SocketTarget): () => void {
  const open = new Set<Duplex>();
  const track = (socket: Duplex): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // The other side notices by its own `close`.
    socket.on('error', () => socket.destroy());
  };
  server.on('upgrade', (incoming, client, head) => {
    track(client);
    const status = refusalOf(incoming, target.ownOrigins);
    if (status !== undefined) return refuse(client, status);
    const outgoing = request(target.socketUrl, {
      headers: {
        ...incoming.headers,
        // MiniStack would interpret another host name as a bucket.
        host: new URL(target.socketUrl).host,
        ...(incoming.headers.origin !== undefined && { origin: target.ownOrigins[0] }),
        [secretHeader]: target.apiSecret,
      },
    });
    outgoing.on('upgrade', ({ rawHeaders }, upstream, firstBytes) => {
      track(upstream);
      client.write(answerOf(rawHeaders));
      client.write(firstBytes);
      upstream.write(head);
      client.once('close', () => upstream.destroy());
      upstream.once('close', () => client.destroy());
      client.pipe(upstream).pipe(client);
    });
    outgoing.on('response', ({ statusCode }) => refuse(client, String(statusCode)));
    outgoing.on('error', () => refuse(client, '502'));
    client.once('close', () => outgoing.destroy());
    outgoing.end();
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

/** The status with which a request is refused; see `web-app.ts` for requests of other kinds. */
function refusalOf(
  { url, headers }: IncomingMessage,
  ownOrigins: readonly string[],
): string | undefined {
  if (url !== socketPath) return '404';
  const ownHosts = ownOrigins.map((origin) => new URL(origin).host);
  if (headers.host === undefined || !ownHosts.includes(headers.host)) return '421';
  if (headers.origin !== undefined && !ownOrigins.includes(headers.origin)) return '403';
  return undefined;
}

function refuse(client: Duplex, status: string): void {
  client.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
}

/** The response that completes the handshake, with the API's headers. */
function answerOf(rawHeaders: readonly string[]): string {
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
  );
  return ['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n');
}
