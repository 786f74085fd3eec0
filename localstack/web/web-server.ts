import { serve } from '@hono/node-server';
import type { CloudAccess } from '../cloud/cloud-access.ts';
import { loopback } from '../ports.ts';
import { webOutFolder } from './build-web.ts';
import { forwardSockets } from './forward-sockets.ts';
import { createWebApp } from './web-app.ts';

export interface WebServerOptions {
  readonly port: number;
  readonly apiUrl: string;
  readonly originSecret: string;
  readonly socketUrl: string;
  readonly access: CloudAccess;
}

export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The origins of the pages on this machine; the first one is printed. */
export function webOriginsOf(port: number): readonly [string, string] {
  return [`http://localhost:${port}`, `http://${loopback}:${port}`];
}

/** Serves the built pages and the API on the loopback interface. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { port, apiUrl, originSecret, socketUrl, access } = options;
  const apiSecret = access.secretAccessKey;
  const ownOrigins = webOriginsOf(port);
  const app = createWebApp({
    folder: webOutFolder,
    apiUrl,
    apiSecret,
    originSecret,
    ownOrigins,
    storageOrigins: [`http://${loopback}:${access.port}`, `http://localhost:${access.port}`],
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  const server = serve({ fetch: app.fetch, port, hostname: loopback }, () => resolve());
  server.once('error', reject);
  const endSockets = forwardSockets(server, { socketUrl, apiSecret, ownOrigins });
  await listening;
  return {
    url: webOriginsOf(port)[0],
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
        endSockets();
      }),
  };
}
