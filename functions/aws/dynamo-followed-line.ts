import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { jobIdSchema } from '@my-pitch/shared/ids';
import type { QueuedJob } from '@my-pitch/shared/job';
import { z } from 'zod';
import type { Clock } from '../ports.ts';
import type { FollowedLine } from '../sockets/ports.ts';
import { followExpiry } from './dynamo-follows.ts';
import { unexpiredMembers } from './unexpired-members.ts';

const group = 'line';
const entrySchema = z.object({ jobId: jobIdSchema });

/** The followed jobs that are queued, in one partition of the table of connections, oldest first. */
export function createDynamoFollowedLine(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
  clock: Clock,
): FollowedLine {
  return {
    async add(job) {
      const Item = { ...keyOf(job), jobId: job.jobId, expiresAtSeconds: followExpiry(clock) };
      await dynamo.send(new PutCommand({ TableName: tableName, Item }));
    },
    async remove(job) {
      await dynamo.send(new DeleteCommand({ TableName: tableName, Key: keyOf(job) }));
    },
    async nearest(count) {
      const query = {
        ...unexpiredMembers(tableName, group, clock()),
        // Bounds the cost. Expired items before the others count, until the table deletes them.
        Limit: 2 * count,
      };
      const { Items = [] } = await dynamo.send(new QueryCommand(query));
      return Items.slice(0, count).map((item) => entrySchema.parse(item).jobId);
    },
  };
}

function keyOf({ jobId, queuedAt }: Pick<QueuedJob, 'jobId' | 'queuedAt'>) {
  return { group, member: `${queuedAt}#${jobId}` };
}
