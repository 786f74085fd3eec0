import type { Limits } from '@my-pitch/shared/api';
import { type HttpHandler, httpHandler, jsonAnswer } from '../http/http-handler.ts';
import type { Log } from '../ports.ts';

/** `GET /api/limits` */
export function getLimitsEndpoint(log: Log, limits: Limits): HttpHandler {
  return httpHandler(log, async () => jsonAnswer(200, limits));
}
