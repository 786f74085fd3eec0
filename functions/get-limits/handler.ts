import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import { getLimitsEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('get-limits');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);

/** `GET /api/limits` */
export const handler = telemetry.inInvocation(
  guardOrigin(
    telemetry,
    secrets,
    getLimitsEndpoint(telemetry, {
      maxUploadBytes: env.MAX_UPLOAD_BYTES,
      maxDurationSeconds: env.MAX_DURATION_SECONDS,
    }),
  ),
);
