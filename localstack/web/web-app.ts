import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { apiPaths } from '@my-pitch/shared/api';
import { policyHeader } from '@my-pitch/shared/content-security-policy';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { Hono, type MiddlewareHandler } from 'hono';
import { proxy } from 'hono/proxy';
import { secureHeaders } from 'hono/secure-headers';
import { secretHeader } from '../cloud/cloud-access.ts';
import { loopback } from '../ports.ts';
import { staticPath } from './static-path.ts';

export interface WebAppOptions {
  /** Folder of the built pages. */
  readonly folder: string;
  /** Base URL of the HTTP API. */
  readonly apiUrl: string;
  /** Authenticates forwarded requests to the local AWS emulator. */
  readonly apiSecret: string;
  /** Proves to the functions that a request came through these pages. */
  readonly originSecret: string;
  /** The origins of these pages. */
  readonly ownOrigins: readonly string[];
  /** Origins of uploads and results. */
  readonly storageOrigins: readonly string[];
}

/** The request as Node's server received it; absent in tests without one. */
interface Env {
  Bindings: Partial<HttpBindings>;
}

/** Serves the site like CloudFront: the pages, and the API under `/api` of the same origin. */
export function createWebApp(options: WebAppOptions): Hono<Env> {
  const { folder, apiUrl, apiSecret, originSecret, ownOrigins, storageOrigins } = options;
  const policy = policyHeader({ uploads: storageOrigins, results: storageOrigins });
  const app = new Hono<Env>();
  app.use(refuseForeign(ownOrigins));
  app.get(apiPaths.openapi, async (context, next) => {
    await next();
    // The emulator is not told of foreign origins, so its answer does not allow them.
    context.header('access-control-allow-origin', '*');
  });
  app.all('/api/*', ({ req, body, env }) => {
    // The proxy cannot send it. CloudFront refuses it as well.
    if (req.method === 'TRACE') return body(null, 405, { allow: forwardedMethods });
    const { pathname, search } = new URL(req.url);
    const headers = new Headers(req.raw.headers);
    // MiniStack would interpret another host name as a bucket.
    headers.delete('host');
    if (pathname === apiPaths.openapi) headers.delete('origin');
    headers.set(secretHeader, apiSecret);
    headers.set(originSecretHeader, originSecret);
    // Replaces what the client may have sent: the functions limit each address.
    headers.set('x-forwarded-for', env?.incoming?.socket.remoteAddress ?? loopback);
    return proxy(`${apiUrl}${pathname}${search}`, { raw: req.raw, headers });
  });
  app.use(secureHeaders(otherHeaders));
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', policy);
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

/** The methods that CloudFront forwards. */
const forwardedMethods = 'GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE';

/**
 * Refuses requests with a foreign Origin (cross-site requests) or a foreign Host (DNS rebinding). Pages
 * of every origin may read the description of the API.
 */
function refuseForeign(ownOrigins: readonly string[]): MiddlewareHandler {
  const ownHosts = ownOrigins.map((origin) => new URL(origin).host);
  return async (context, next) => {
    const { host, origin } = context.req.header();
    if (host !== undefined && !ownHosts.includes(host)) {
      return context.text(`Open My Pitch at ${ownOrigins[0]}`, 421);
    }
    const isPublic = context.req.path === apiPaths.openapi && context.req.method === 'GET';
    if (origin !== undefined && !ownOrigins.includes(origin) && !isPublic) {
      return context.text('Requests from other origins are not allowed.', 403);
    }
    return next();
  };
}

const otherHeaders = {
  permissionsPolicy: { camera: [], geolocation: [], microphone: ['self'] },
  // HSTS would make the site unreachable over plain HTTP.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
  referrerPolicy: 'no-referrer',
};
