import { randomUUID } from 'node:crypto';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { parseEnv, scaleEnvSchema, type WorkerPoolSettings } from '@my-pitch/shared/env';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoScalingStore } from '../aws/dynamo-scaling-store.ts';
import { createEcsMachineGroup } from '../aws/ecs-machine-group.ts';
import { createEcsWorkerService } from '../aws/ecs-worker-service.ts';
import { createMachineMetrics, createScalingMetrics } from '../aws/scaling-metrics.ts';
import { createSqsQueueDepth } from '../aws/sqs-queue-depth.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import { countQueuedSongs } from './count-queued-songs.ts';
import { desiredWorkers } from './desired-workers.ts';
import { type Pool, type ScaleContext, scale } from './scale.ts';

const telemetry = createTelemetry('scale');
const env = parseEnv(scaleEnvSchema, process.env);
const ecs = new ECSClient({});
const context: Omit<ScaleContext, 'runId'> = {
  queue: createSqsQueueDepth(new SQSClient({}), env.JOB_QUEUE_URL),
  cpu: poolOf(env.CPU_POOL),
  gpu: env.GPU_POOL && poolOf(env.GPU_POOL),
  store: createDynamoScalingStore(createDynamoClient(), env.JOB_TABLE_NAME),
  decide: desiredWorkers,
  publish: createScalingMetrics(env.METRICS_NAMESPACE),
  publishMachines: createMachineMetrics(env.METRICS_NAMESPACE),
  clock: Date.now,
  log: telemetry.log,
};

/** Runs once a minute, and after each upload: sets how many workers ECS runs. */
export const handler = telemetry.inInvocation((event: unknown) =>
  scale(countQueuedSongs(event), { ...context, runId: randomUUID() }),
);

function poolOf(settings: WorkerPoolSettings): Pool {
  const { cluster, machinesOfFamily } = settings;
  const service = createEcsWorkerService(ecs, settings);
  if (machinesOfFamily === undefined) return { service, facts: settings };
  const group = { cluster, machinesOfFamily, clock: Date.now };
  const machines = createEcsMachineGroup(ecs, new AutoScalingClient({}), group);
  return { service, facts: settings, machines };
}
