import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const outFolder = join(import.meta.dirname, '../../out');
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Serves the built pages on the loopback interface. A server, because intercepted responses do not
 * reach the player's audio worklet.
 * @returns a function that closes it.
 */
export async function servePages(origin: string): Promise<() => void> {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url ?? '/', origin);
    const named = pathname === '/' ? '/index.html' : pathname;
    const path = join(outFolder, extname(named) === '' ? `${named}.html` : named);
    const isThere = existsSync(path);
    const file = isThere ? path : join(outFolder, '404.html');
    response.writeHead(isThere ? 200 : 404, {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    });
    response.end(await readFile(file));
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(Number(new URL(origin).port), 'localhost', resolve);
  await listening;
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
