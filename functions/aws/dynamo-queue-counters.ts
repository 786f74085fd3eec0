import {
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '@my-pitch/shared/aws/if-condition-holds';
import {
  emptyQueueSummary,
  type QueueSummary,
  queueItemKey,
  queueSummarySchema,
  recentSongs,
} from '@my-pitch/shared/queue-summary';
import { jobTable } from '@my-pitch/shared/table';
import type { Clock } from '../ports.ts';
import type { QueueChange } from '../queue/count-changes.ts';
import type { QueueCounters } from '../queue/ports.ts';

/** More batches than the stream can have in progress at a time. */
const rememberedBatches = 20;

type Update = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

/** The counters of the queue: one item of the job table on DynamoDB. */
export function createDynamoQueueCounters(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  clock: Clock,
): QueueCounters {
  const Key = { [jobTable.partitionKey]: queueItemKey };
  const update = (input: Update) =>
    dynamo.send(new UpdateCommand({ TableName: tableName, Key, ...input }));
  return {
    async read() {
      const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key }));
      return summaryOf(Item);
    },
    admit: (maxOccupied) => ifConditionHolds(update(admission(maxOccupied))),
    async withdraw() {
      await update({
        UpdateExpression: 'ADD #occupied :minusOne',
        ExpressionAttributeNames: { '#occupied': 'occupied' },
        ExpressionAttributeValues: { ':minusOne': -1 },
      });
    },
    async takeTicket() {
      const { Attributes } = await update({
        ...addOne('tickets'),
        ReturnValues: 'UPDATED_NEW',
      });
      return summaryOf(Attributes).tickets;
    },
    async dropTicket() {
      await update(addOne('left'));
    },
    apply: (change, batchId, before) =>
      ifConditionHolds(update(application(change, batchId, before, clock()))),
  };
}

/** Counters that break their contract count as none: they must not stop the service. */
function summaryOf(item: unknown): QueueSummary {
  return queueSummarySchema.safeParse(item ?? {}).data ?? emptyQueueSummary;
}

function addOne(counter: 'tickets' | 'left'): Update {
  return {
    UpdateExpression: 'ADD #counter :one',
    ExpressionAttributeNames: { '#counter': counter },
    ExpressionAttributeValues: { ':one': 1 },
  };
}

function admission(maxOccupied: number): Update {
  return {
    UpdateExpression: 'ADD #occupied :one, #admitted :one',
    ConditionExpression: 'attribute_not_exists(#occupied) OR #occupied < :max',
    ExpressionAttributeNames: { '#occupied': 'occupied', '#admitted': 'admitted' },
    ExpressionAttributeValues: { ':one': 1, ':max': maxOccupied },
  };
}

/** The counters are added to, since direct writes may come in between; the lists are replaced. */
function application(
  { left, occupied, processing, startedSumSeconds, finishedSeconds, hasWork }: QueueChange,
  batchId: string,
  { recentSeconds, appliedBatches, lastWorkSeconds, version }: QueueSummary,
  nowMs: number,
): Update {
  const added = { left, occupied, processing, startedSumSeconds, version: 1 };
  const set = {
    recentSeconds: [...finishedSeconds, ...recentSeconds].slice(0, recentSongs),
    appliedBatches: [batchId, ...appliedBatches].slice(0, rememberedBatches),
    lastWorkSeconds: hasWork ? Math.floor(nowMs / 1000) : lastWorkSeconds,
  };
  const placeholders = (sigil: string, names: readonly string[]) =>
    names
      .map((name) => `#${name} ${sigil} :${name}`)
      .join(', ')
      .replaceAll('  ', ' ');
  return {
    UpdateExpression: `SET ${placeholders('=', Object.keys(set))} ADD ${placeholders('', Object.keys(added))}`,
    ConditionExpression: 'attribute_not_exists(#version) OR #version = :before',
    ExpressionAttributeNames: Object.fromEntries(
      [...Object.keys(set), ...Object.keys(added)].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: {
      ...Object.fromEntries(
        Object.entries({ ...set, ...added }).map(([name, v]) => [`:${name}`, v]),
      ),
      ':before': version,
    },
  };
}
