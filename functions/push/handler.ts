import { parseEnv, socketEnvSchema } from '@my-pitch/shared/env';
import { createApiGatewaySockets, createSocketClient } from '../aws/api-gateway-sockets.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoFollowedLine } from '../aws/dynamo-followed-line.ts';
import { createDynamoFollows } from '../aws/dynamo-follows.ts';
import { createDynamoJobTable } from '../aws/dynamo-job-table.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { cachedSummary } from '../queue/cached-summary.ts';
import { createPace, createPostponed } from './pace.ts';
import { type PushContext, pushChanges } from './push-changes.ts';
import { readChanges } from './read-changes.ts';

const telemetry = createTelemetry('push');
const env = parseEnv(socketEnvSchema, process.env);
const dynamo = createDynamoClient();
const counters = createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now);
const context: PushContext = {
  table: createDynamoJobTable(dynamo, env.JOB_TABLE_NAME),
  counters: cachedSummary(counters, Date.now),
  presentCounters: counters,
  workerStartSeconds: env.WORKER_START_SECONDS,
  follows: createDynamoFollows(dynamo, env.CONNECTION_TABLE_NAME, Date.now),
  line: createDynamoFollowedLine(dynamo, env.CONNECTION_TABLE_NAME, Date.now),
  sockets: createApiGatewaySockets(
    createSocketClient(env.SOCKET_ENDPOINT, process.env.AWS_ENDPOINT_URL),
  ),
  clock: Date.now,
  // A worker writes its progress every second; a message for each would cost more than polling.
  progressPace: createPace(3000, Date.now),
  places: createPostponed(1000, Date.now),
};

/** Handles the job table's stream. */
export const handler = telemetry.inInvocation(async (event: unknown): Promise<void> => {
  const { sent, gone } = await pushChanges(readChanges(event), context);
  if (sent + gone > 0) telemetry.log.info('pushed', { sent, gone });
});
