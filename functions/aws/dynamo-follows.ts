import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '@my-pitch/shared/aws/if-condition-holds';
import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { socketLimits } from '@my-pitch/shared/socket';
import { z } from 'zod';
import type { Clock } from '../ports.ts';
import type { Follows } from '../sockets/ports.ts';
import { unexpiredMembers } from './unexpired-members.ts';

interface EntryKey {
  readonly group: string;
  readonly member: string;
}

/** DynamoDB's maximum number of writes in a batch. */
const batchSize = 25;

const followsSchema = z.object({ jobIds: z.set(jobIdSchema) });
const followerSchema = z.object({ member: z.string() });

/**
 * The follows in the table of connections: an item for each follow, in its job's partition, and an item
 * for each connection, with the ids of the jobs that it follows.
 */
export function createDynamoFollows(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  clock: Clock,
): Follows {
  const remove = (keys: readonly EntryKey[]) => removeEntries(dynamo, tableName, keys);
  const jobsOf = async (connectionId: string): Promise<readonly JobId[]> => {
    const Key = connectionKey(connectionId);
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key }));
    return [...(followsSchema.safeParse(Item).data?.jobIds ?? [])];
  };
  return {
    async add(connectionId, jobId) {
      const expiresAtSeconds = followExpiry(clock);
      if (!(await addToConnection(dynamo, tableName, { connectionId, jobId, expiresAtSeconds }))) {
        return false;
      }
      const Item = { ...followKey(connectionId, jobId), expiresAtSeconds };
      await dynamo.send(new PutCommand({ TableName: tableName, Item }));
      return true;
    },
    async followersOf(jobId) {
      const query = unexpiredMembers(tableName, jobGroup(jobId), clock());
      const followers: string[] = [];
      for await (const { Items = [] } of paginateQuery({ client: dynamo }, query)) {
        followers.push(...Items.map((item) => followerSchema.parse(item).member));
      }
      return followers;
    },
    async removeJob(jobId, followers) {
      await remove(followers.map((connectionId) => followKey(connectionId, jobId)));
      for (const connectionId of followers) {
        await removeFromConnection(dynamo, tableName, connectionId, jobId);
      }
    },
    async removeConnection(connectionId) {
      const jobIds = await jobsOf(connectionId);
      if (jobIds.length === 0) return;
      const follows = jobIds.map((jobId) => followKey(connectionId, jobId));
      await remove([...follows, connectionKey(connectionId)]);
    },
  };
}

/** When a follow that is not renewed counts as removed, epoch seconds. */
export function followExpiry(clock: Clock): number {
  return Math.ceil(clock() / 1000) + socketLimits.followSeconds;
}

function jobGroup(jobId: JobId): string {
  return `job#${jobId}`;
}

function followKey(connectionId: string, jobId: JobId): EntryKey {
  return { group: jobGroup(jobId), member: connectionId };
}

function connectionKey(connectionId: string): EntryKey {
  return { group: `connection#${connectionId}`, member: 'follows' };
}

interface NewFollow {
  readonly connectionId: string;
  readonly jobId: JobId;
  readonly expiresAtSeconds: number;
}

async function addToConnection(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  { connectionId, jobId, expiresAtSeconds }: NewFollow,
): Promise<boolean> {
  const update = {
    TableName,
    Key: connectionKey(connectionId),
    UpdateExpression: 'SET expiresAtSeconds = :expires ADD jobIds :added',
    ConditionExpression:
      'attribute_not_exists(jobIds) OR contains(jobIds, :jobId) OR size(jobIds) < :maximum',
    ExpressionAttributeValues: {
      ':expires': expiresAtSeconds,
      ':added': new Set([jobId]),
      ':jobId': jobId,
      ':maximum': socketLimits.maxFollowsPerConnection,
    },
  };
  return ifConditionHolds(dynamo.send(new UpdateCommand(update)));
}

async function removeFromConnection(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  connectionId: string,
  jobId: JobId,
): Promise<void> {
  const update = {
    TableName,
    Key: connectionKey(connectionId),
    UpdateExpression: 'DELETE jobIds :removed',
    // An update would create the item of a connection that was closed.
    ConditionExpression: 'attribute_exists(jobIds)',
    ExpressionAttributeValues: { ':removed': new Set([jobId]) },
  };
  await ifConditionHolds(dynamo.send(new UpdateCommand(update)));
}

/** What a batch leaves unprocessed stays until it expires. */
async function removeEntries(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  keys: readonly EntryKey[],
): Promise<void> {
  for (let start = 0; start < keys.length; start += batchSize) {
    const deletes = keys
      .slice(start, start + batchSize)
      .map((Key) => ({ DeleteRequest: { Key: { ...Key } } }));
    await dynamo.send(new BatchWriteCommand({ RequestItems: { [tableName]: deletes } }));
  }
}
