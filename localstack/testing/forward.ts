import { type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Forwards a request with a replaced body. */
export function forward(targetUrl: string, incoming: IncomingMessage, body: Buffer) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { method, headers, url = '/' } = incoming;
  const sized = body.length > 0 ? { ...headers, 'content-length': body.length } : headers;
  const outgoing = request(new URL(url, targetUrl), { method, headers: sized }, resolve);
  outgoing.once('error', reject);
  outgoing.end(body);
  return promise;
}

/** Sends a response back. */
export async function sendBack(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.concat(await answer.toArray());
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  outgoing.end(body);
}
