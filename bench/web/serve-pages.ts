import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Answers } from '../../web/e2e/finished-song.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};
const compressed = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt']);

export interface PageServer {
  readonly url: string;
  close(): void;
}

/**
 * Serves the built pages on the loopback interface, compressed once like CloudFront, with fixed
 * responses instead of the API and the storage. The responses may contain the server's address.
 */
export async function servePages(
  folder: string,
  answersAt: (url: string) => Answers,
): Promise<PageServer> {
  let answers: Answers = {};
  const compress = compressOnce();
  const server = createServer((request, response) => {
    answer(folder, answers, compress, request, response).catch(() => response.writeHead(404).end());
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  answers = answersAt(url);
  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  folder: string,
  answers: Answers,
  compress: ReturnType<typeof compressOnce>,
  { url, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = normalize(new URL(url ?? '/', 'http://localhost').pathname);
  const ready = answers[path];
  const file = path.endsWith('/') ? `${path}index.html` : extname(path) ? path : `${path}.html`;
  const body = ready?.body ?? (await readFile(join(folder, file)));
  const type = ready?.type ?? contentTypes[extname(file)] ?? 'application/octet-stream';
  const extension = ready ? '.json' : extname(file);
  const zip = compressed.has(extension) && String(headers['accept-encoding']).includes('gzip');
  response.writeHead(ready?.status ?? 200, {
    'content-type': type,
    'cache-control': path.startsWith('/_next/static/') ? 'max-age=31536000' : 'no-cache',
    ...(zip ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(zip ? compress(path, body) : body);
}

function compressOnce() {
  const known = new Map<string, Buffer>();
  return (path: string, body: Buffer): Buffer => {
    const zipped = known.get(path) ?? gzipSync(body);
    known.set(path, zipped);
    return zipped;
  };
}
