import { apiPaths, apiRoutes } from '@my-pitch/shared/api';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpHandler, httpHandler } from '../http/http-handler.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Telemetry } from '../ports.ts';
import { splitRoute } from './document.ts';
import type { Json } from './schemas.ts';

/** How long a browser may keep the document, in seconds. It changes only with a deployment. */
const keepSeconds = 300;

/**
 * `GET /api/openapi.json`, and every request to a path under `/api/` without a route of its own. The
 * gateway's own answer to those is a 404 without a reason.
 */
export function describeApiEndpoint(telemetry: Telemetry, document: Json): HttpHandler {
  const body = JSON.stringify(document);
  return httpHandler(telemetry, async ({ event }) => {
    if (event.routeKey !== `GET ${apiPaths.openapi}`) throw noSuchRoute(event);
    return {
      statusCode: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': `public, max-age=${keepSeconds}`,
        'access-control-allow-origin': '*',
      },
      body,
    };
  });
}

function noSuchRoute({ rawPath }: Pick<APIGatewayProxyEventV2, 'rawPath'>): RequestProblem {
  const allowedMethods = apiRoutes
    .map(splitRoute)
    .filter(([, path]) => matches(path, rawPath))
    .map(([method]) => method);
  if (allowedMethods.length === 0) {
    return new RequestProblem('unknown-path', `The API has no such path; see ${apiPaths.openapi}.`);
  }
  const detail = `The methods of this path are ${allowedMethods.join(' and ')}.`;
  return new RequestProblem('method-not-allowed', detail, { allowedMethods });
}

/** Whether a path of a request has the form of a route's path, where `{name}` is one segment. */
function matches(routePath: string, rawPath: string): boolean {
  const [route, raw] = [routePath.split('/'), rawPath.split('/')];
  return (
    route.length === raw.length &&
    route.every((segment, n) => segment === raw[n] || (segment.startsWith('{') && raw[n] !== ''))
  );
}
