import { serve } from '@hono/node-server';
import { webOutFolder } from './build-web.ts';
import { loopback } from './ports.ts';
import { createWebApp } from './web-app.ts';

export interface WebServerOptions {
  readonly port: number;
  readonly apiUrl: string;
  readonly awsPort: number;
}

export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the built pages and the API on this machine's loopback. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { port, apiUrl, awsPort } = options;
  const app = createWebApp({
    folder: webOutFolder,
    apiUrl,
    storageOrigins: [`http://${loopback}:${awsPort}`, `http://localhost:${awsPort}`],
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  const server = serve({ fetch: app.fetch, port, hostname: loopback }, () => resolve());
  server.once('error', reject);
  await listening;
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
