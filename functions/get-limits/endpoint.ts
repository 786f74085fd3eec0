import type { Limits } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import type { Log } from '../ports.ts';

/** `GET /api/limits` */
export function getLimitsEndpoint(log: Log, limits: Limits): HttpHandler {
  return httpHandler(log, async () => jsonResponse(200, limits));
}
