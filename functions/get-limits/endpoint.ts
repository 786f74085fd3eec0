import type { Limits } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, jsonResponse } from '../http/http-handler.ts';
import type { Telemetry } from '../ports.ts';

/** `GET /api/limits` */
export function getLimitsEndpoint(telemetry: Telemetry, limits: Limits): HttpHandler {
  return httpHandler(telemetry, async () => jsonResponse(200, limits));
}
