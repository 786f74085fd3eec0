import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/**
 * Sends a request from one of this machine's loopback addresses (127.0.0.0/8), as another client would.
 * @param body sent as JSON.
 */
export function requestFrom(
  localAddress: string,
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: unknown } = {},
): Promise<Answer> {
  const sent = body === undefined ? '' : JSON.stringify(body);
  const json = sent === '' ? {} : { 'content-type': 'application/json' };
  // The server listens on 127.0.0.1 only, and `localhost` may be ::1 as well.
  const target = new URL(url.replace('//localhost:', '//127.0.0.1:'));
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const outgoing = request(
    target,
    {
      method,
      localAddress,
      headers: { ...json, 'content-length': Buffer.byteLength(sent), ...headers },
    },
    async (incoming) => {
      const answered = { status: incoming.statusCode ?? 0, headers: incoming.headers };
      text(incoming).then((body) => resolve({ ...answered, body }), reject);
    },
  );
  outgoing.once('error', reject).end(sent);
  return promise;
}
