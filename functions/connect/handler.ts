import { parseEnv, socketEnvSchema } from '@my-pitch/shared/env';
import { createTelemetry } from '../aws/telemetry.ts';
import { connectEventSchema, type SocketResponse } from '../sockets/socket-event.ts';
import { isAllowedOrigin } from './is-allowed-origin.ts';

const telemetry = createTelemetry('connect');
const { WEB_ORIGIN } = parseEnv(socketEnvSchema, process.env);

/** The route `$connect`. It stores nothing: a connection that follows no job costs nothing. */
export const handler = telemetry.inInvocation(async (event: unknown): Promise<SocketResponse> => {
  if (isAllowedOrigin(connectEventSchema.parse(event), WEB_ORIGIN)) return { statusCode: 200 };
  telemetry.log.info('connection from another origin refused', {});
  return { statusCode: 403 };
});
