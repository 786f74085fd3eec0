import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface ServeOptions {
  /** Sends only this many bytes of a whole file, until `cut` closes the connection. */
  readonly cutAt?: number;
  /** Whether responses have a content-length; true by default. */
  readonly sendsLength?: boolean;
}

/** Serves files on loopback until the test ends, and records the range of each request. */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
  { cutAt, sendsLength = true }: ServeOptions = {},
) {
  const ranges: (string | undefined)[] = [];
  let cut = () => {};
  const server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    if (!body) return void response.writeHead(404).end();
    ranges.push(request.headers.range);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= body.length) return void response.writeHead(416).end();
    const remainder = body.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      ...(sendsLength ? { 'content-length': remainder.length } : {}),
    });
    if (cutAt === undefined || from > 0) return void response.end(remainder);
    cut = () => response.destroy();
    response.write(remainder.subarray(0, cutAt));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const at = (path: string) => new URL(`http://127.0.0.1:${port}${path}`);
  return { ranges, at, cut: () => cut() };
}
