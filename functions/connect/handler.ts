import { originEnvSchema, parseEnv, socketEnvSchema } from '@my-pitch/shared/env';
import { createTelemetry } from '../aws/telemetry.ts';
import { connectEventSchema, type SocketResponse } from '../sockets/socket-event.ts';
import { mayConnect } from './may-connect.ts';

const telemetry = createTelemetry('connect');
const { WEB_ORIGIN: webOrigin } = parseEnv(socketEnvSchema, process.env);
const { ORIGIN_SECRETS: originSecrets } = parseEnv(originEnvSchema, process.env);

/** The route `$connect`. It stores nothing: a connection that follows no job costs nothing. */
export const handler = telemetry.inInvocation(async (event: unknown): Promise<SocketResponse> => {
  const isAllowed = mayConnect(connectEventSchema.parse(event), { originSecrets, webOrigin });
  if (isAllowed) return { statusCode: 200 };
  telemetry.log.info('connection refused', {});
  return { statusCode: 403 };
});
