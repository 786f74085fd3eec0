import { functionEnvSchema, originEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createTelemetry } from '../aws/telemetry.ts';
import { guardOrigin } from '../http/origin-guard.ts';
import { composeDocument } from './document.ts';
import { describeApiEndpoint } from './endpoint.ts';

const telemetry = createTelemetry('describe-api');
const env = parseEnv(functionEnvSchema, process.env);
const { ORIGIN_SECRETS: secrets } = parseEnv(originEnvSchema, process.env);
const endpoint = describeApiEndpoint(telemetry, composeDocument(env.MAX_UPLOAD_BYTES));

/** `GET /api/openapi.json`, and every request without a route of its own. */
export const handler = telemetry.inInvocation(guardOrigin(telemetry, secrets, endpoint));
