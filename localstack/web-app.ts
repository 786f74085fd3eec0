import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { proxy } from 'hono/proxy';
import { secureHeaders } from 'hono/secure-headers';
import { secretHeader } from './cloud-access.ts';
import { staticPath } from './static-path.ts';

export interface WebAppOptions {
  /** The built pages. */
  readonly folder: string;
  /** Where the HTTP API answers. */
  readonly apiUrl: string;
  /** Proves to the stand-in for AWS that a request comes from here. */
  readonly apiSecret: string;
  /** The origins under which these pages are opened. */
  readonly ownOrigins: readonly string[];
  /** Where songs are sent to and results fetched from. */
  readonly storageOrigins: readonly string[];
}

/** The site as CloudFront serves it on AWS: the pages, and the API under `/api` of the same origin. */
export function createWebApp(options: WebAppOptions): Hono {
  const { folder, apiUrl, apiSecret, ownOrigins, storageOrigins } = options;
  const app = new Hono();
  app.use(refuseForeign(ownOrigins));
  app.all('/api/*', ({ req }) => {
    const { pathname, search } = new URL(req.url);
    const headers = new Headers(req.raw.headers);
    // A host that is not the API's own would be taken for a bucket's.
    headers.delete('host');
    headers.set(secretHeader, apiSecret);
    return proxy(`${apiUrl}${pathname}${search}`, { raw: req.raw, headers });
  });
  app.use(secureHeaders(headersFor(storageOrigins)));
  app.use(async (context, next) => {
    await next();
    const isHashed = context.req.path.startsWith('/_next/static/');
    context.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.get('*', serveStatic({ root: folder, rewriteRequestPath: staticPath }));
  app.notFound(async (context) => {
    const page = await readFile(join(folder, '404.html'), 'utf8').catch(() => 'Not found');
    return context.html(page, 404);
  });
  return app;
}

/**
 * Refuses what a page of another site sends, and what comes by another name: a site whose name is
 * made to point to this machine would else pass for our own.
 */
function refuseForeign(ownOrigins: readonly string[]): MiddlewareHandler {
  const ownHosts = ownOrigins.map((origin) => new URL(origin).host);
  return async (context, next) => {
    const { host, origin } = context.req.header();
    if (host !== undefined && !ownHosts.includes(host)) {
      return context.text(`Open My Pitch at ${ownOrigins[0]}`, 421);
    }
    if (origin !== undefined && !ownOrigins.includes(origin)) {
      return context.text('Pages of another origin may not ask this server.', 403);
    }
    return next();
  };
}

function headersFor(storageOrigins: readonly string[]) {
  const storage = [...storageOrigins];
  return {
    contentSecurityPolicy: {
      // Which scripts may run is each page's own to say, by the hashes of those it was built with.
      styleSrc: ["'self'"],
      styleSrcAttr: ["'unsafe-inline'"],
      fontSrc: ["'self'", 'data:'],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:', ...storage],
      connectSrc: ["'self'", ...storage],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'none'"],
    },
    permissionsPolicy: { camera: [], geolocation: [], microphone: ['self'] },
    // Over plain HTTP, on one machine, a promise of HTTPS would lock people out.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: 'no-referrer',
  };
}
