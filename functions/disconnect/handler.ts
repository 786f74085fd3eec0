import { parseEnv, socketEnvSchema } from '@my-pitch/shared/env';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoFollows } from '../aws/dynamo-follows.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { type SocketResponse, socketEventSchema } from '../sockets/socket-event.ts';

const telemetry = createTelemetry('disconnect');
const env = parseEnv(socketEnvSchema, process.env);
const follows = createDynamoFollows(createDynamoClient(), env.CONNECTION_TABLE_NAME, Date.now);

/** The route `$disconnect`. API Gateway tries to invoke it, without a guarantee. */
export const handler = telemetry.inInvocation(async (event: unknown): Promise<SocketResponse> => {
  await follows.removeConnection(socketEventSchema.parse(event).requestContext.connectionId);
  return { statusCode: 200 };
});
