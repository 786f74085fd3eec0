import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { functionEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { createDynamoClient } from '../aws/clients.ts';
import { createDynamoJobIndex } from '../aws/dynamo-job-index.ts';
import { createDynamoQueueCounters } from '../aws/dynamo-queue-counters.ts';
import { createTelemetry } from '../aws/telemetry.ts';
import type { QueueChange } from '../queue/count-changes.ts';
import { batchIdOf, changesIn, streamEventSchema } from '../queue/stream-records.ts';
import { applyChanges } from './apply-changes.ts';
import { recount } from './recount.ts';

/** Changes are in the stream's consumer and in the index after a fraction of a second. */
const settleMs = 2000;

const telemetry = createTelemetry('queue-counts');
const env = parseEnv(functionEnvSchema, process.env);
const dynamo = createDynamoClient();
const counters = createDynamoQueueCounters(dynamo, env.JOB_TABLE_NAME, Date.now);
const index = createDynamoJobIndex(dynamo, env.JOB_TABLE_NAME);

/**
 * Keeps the counters of the queue: adds the changes of a batch of the table's stream, or, invoked by its
 * schedule, counts the jobs again.
 */
export const handler = telemetry.inInvocation(
  async (event: unknown): Promise<QueueChange | undefined> => {
    if (isBatch(event)) {
      const batch = streamEventSchema.parse(event);
      await applyChanges(changesIn(batch), batchIdOf(batch), counters);
      return undefined;
    }
    const settle = () => sleep(settleMs);
    const correction = await recount({ index, counters, settle, newBatchId: randomUUID });
    telemetry.log.info('counted again', { correction });
    return correction;
  },
);

function isBatch(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'Records' in event;
}
