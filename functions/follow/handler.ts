import { parseEnv, socketEnvSchema } from '@my-pitch/shared/env';
import { createApiGatewaySockets, createSocketClient } from '../aws/api-gateway-sockets.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoFollowedLine } from '../aws/dynamo-followed-line.ts';
import { createDynamoFollows } from '../aws/dynamo-follows.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { cachedSummary } from '../queue/cached-summary.ts';
import { type SocketResponse, socketEventSchema } from '../sockets/socket-event.ts';
import { type FollowJobContext, followJob } from './follow-job.ts';

const telemetry = createTelemetry('follow');
const env = parseEnv(socketEnvSchema, process.env);
const dynamo = createDynamoClient();
const counters = createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now);
const sockets = createApiGatewaySockets(
  createSocketClient(env.SOCKET_ENDPOINT, process.env.AWS_ENDPOINT_URL),
);
const context: FollowJobContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  counters: cachedSummary(counters, Date.now),
  workerStartSeconds: env.WORKER_START_SECONDS,
  follows: createDynamoFollows(dynamo, env.CONNECTION_TABLE_NAME, Date.now),
  line: createDynamoFollowedLine(dynamo, env.CONNECTION_TABLE_NAME, Date.now),
  clock: Date.now,
};

/** The route `follow`. */
export const handler = telemetry.inInvocation(async (event: unknown): Promise<SocketResponse> => {
  const { requestContext, body } = socketEventSchema.parse(event);
  const { connectionId } = requestContext;
  const answer = await followJob(connectionId, body ?? '', context);
  if (answer.type === 'refused') telemetry.log.info('follow refused', { code: answer.code });
  const isOpen = await sockets.send(connectionId, answer);
  if (!isOpen) await context.follows.removeConnection(connectionId);
  return { statusCode: 200 };
});
