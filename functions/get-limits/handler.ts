import { Logger } from '@aws-lambda-powertools/logger';
import type { Limits } from '@my-pitch/shared/api';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { httpHandler, jsonAnswer } from '../http/http-handler.ts';

const log = new Logger({ serviceName: 'get-limits' });
const env = parseEnv(functionEnvSchema, process.env);
const limits: Limits = {
  maxUploadBytes: env.MAX_UPLOAD_BYTES,
  maxDurationSeconds: env.MAX_DURATION_SECONDS,
};

/** `GET /api/limits` */
export const handler = httpHandler(log, async () => jsonAnswer(200, limits));
