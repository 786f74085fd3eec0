import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { jobTable } from '@my-pitch/shared/table';
import { z } from 'zod';
import type { SweepState } from '../expire/ports.ts';

/** The key of the item in the job table. No job has it, since it is not a UUID. */
const itemKey = { [jobTable.partitionKey]: 'expiry' };

const positionsSchema = z.record(z.string(), z.string()).default({}).catch({});

/** What the last sweep left for the next one, in an item of the job table. */
export function createDynamoSweepState(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
): SweepState {
  return {
    async read() {
      const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key: itemKey }));
      // Positions that break their contract count as none: every rule begins with its oldest job.
      return positionsSchema.parse(Item?.positions);
    },
    async write(positions) {
      await dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: itemKey,
          UpdateExpression: 'SET positions = :positions',
          ExpressionAttributeValues: { ':positions': positions },
        }),
      );
    },
  };
}
