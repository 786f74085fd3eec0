import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forwardSockets } from './forward-sockets.ts';

let api: Server;
let web: Server;
let endSockets: () => void;
/** The requests that reached the API. */
let reached: IncomingMessage[];
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeEach(async () => {
  reached = [];
  api = createServer();
  api.on('upgrade', (incoming: IncomingMessage, socket) => {
    reached.push(incoming);
    socket.on('error', () => socket.destroy());
    const key = `${incoming.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
    // A text frame of two characters.
    socket.write(Buffer.from([0x81, 2, 0x68, 0x69]));
  });
  await listen(api);
  web = createServer();
  await listen(web);
  endSockets = forwardSockets(web, {
    socketUrl: `http://127.0.0.1:${portOf(api)}/_aws/execute-api/x/live`,
    apiSecret: 'secret',
    ownOrigins: [`http://localhost:${portOf(web)}`, `http://127.0.0.1:${portOf(web)}`],
  });
});
afterEach(() => {
  endSockets();
  for (const server of [web, api]) {
    server.close();
    server.closeAllConnections();
  }
});

/** The status of the answer to a handshake with these headers. */
async function handshake(path: string, headers: Readonly<Record<string, string>>) {
  const asked = request({
    ...{ port: portOf(web), host: '127.0.0.1', path },
    headers: {
      ...{ connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
      ...{ 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
    },
  });
  asked.end();
  const [response] = await Promise.race([once(asked, 'upgrade'), once(asked, 'response')]);
  response.socket.destroy();
  return response.statusCode;
}

it('connects a page with the API in both directions', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${portOf(web)}/live`);
  const [{ data }] = await once(socket, 'message');
  expect(data).toBe('hi');
  const [closed] = [once(socket, 'close'), endSockets()];
  await closed;
  expect(reached[0]?.url).toBe('/_aws/execute-api/x/live');
  expect(reached[0]?.headers).toMatchObject({
    'x-my-pitch-secret': 'secret',
    host: `127.0.0.1:${portOf(api)}`,
  });
});

it.each([
  ['a page of ours', '/live', (port: number) => ({ origin: `http://127.0.0.1:${port}` }), 101],
  ['a program', '/live', () => ({}), 101],
  ['a page of another site', '/live', () => ({ origin: 'https://evil.example' }), 403],
  ['a page without an origin', '/live', () => ({ origin: 'null' }), 403],
  ['a name that was made to point here', '/live', () => ({ host: 'evil.example' }), 421],
  ['another path', '/live/2', () => ({}), 404],
  ['a path with a query', '/live?id=1', () => ({}), 404],
] as const)('a connection of %s', async (_, path, headers, status) => {
  expect(await handshake(path, headers(portOf(web)))).toBe(status);
  expect(reached).toHaveLength(status === 101 ? 1 : 0);
});

it('gives the API the one origin of the pages that it knows', async () => {
  await handshake('/live', { origin: `http://127.0.0.1:${portOf(web)}` });
  expect(reached[0]?.headers.origin).toBe(`http://localhost:${portOf(web)}`);
});

it('answers 502 when the API does not answer', async () => {
  api.close();
  api.closeAllConnections();
  expect(await handshake('/live', {})).toBe(502);
});
