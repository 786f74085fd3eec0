import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createTelemetry } from '../aws/telemetry.ts';
import { composeDocument } from './document.ts';
import { describeApiEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('describe-api');
const env = parseEnv(functionEnvSchema, process.env);

/** `GET /api/openapi.json`, and every request without a route of its own. */
export const handler = telemetry.inInvocation(
  describeApiEndpoint(telemetry, composeDocument(env.MAX_UPLOAD_BYTES)),
);
