import { serve } from '@hono/node-server';
import { type CloudAccess, endpointOf } from '../cloud/cloud-access.ts';
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
  /** The address of the object store for browsers, if it is not the emulator's S3. */
  readonly storageUrl?: string | undefined;
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
  const { port, apiUrl, originSecret, socketUrl, access, storageUrl } = options;
  const apiSecret = access.secretAccessKey;
  const ownOrigins = webOriginsOf(port);
  const app = createWebApp({
    folder: webOutFolder,
    apiUrl,
    apiSecret,
    originSecret,
    ownOrigins,
    storageOrigins:
      storageUrl === undefined
        ? [endpointOf(access), `http://localhost:${access.port}`]
        : [new URL(storageUrl).origin],
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  const server = serve({ fetch: app.fetch, port, hostname: loopback }, () => resolve());
  server.once('error', reject);
  const endSockets = forwardSockets(server, { socketUrl, apiSecret, originSecret, ownOrigins });
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
