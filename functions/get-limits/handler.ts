import { Logger } from '@aws-lambda-powertools/logger';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { getLimitsEndpoint } from './endpoint.ts';

const log = new Logger({ serviceName: 'get-limits' });
const env = parseEnv(functionEnvSchema, process.env);

/** `GET /api/limits` */
export const handler = getLimitsEndpoint(log, {
  maxUploadBytes: env.MAX_UPLOAD_BYTES,
  maxDurationSeconds: env.MAX_DURATION_SECONDS,
});
