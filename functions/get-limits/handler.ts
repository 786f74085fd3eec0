import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createTelemetry } from '../aws/telemetry.ts';
import { getLimitsEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('get-limits');
const env = parseEnv(functionEnvSchema, process.env);

/** `GET /api/limits` */
export const handler = telemetry.inInvocation(
  getLimitsEndpoint(telemetry, {
    maxUploadBytes: env.MAX_UPLOAD_BYTES,
    maxDurationSeconds: env.MAX_DURATION_SECONDS,
  }),
);
