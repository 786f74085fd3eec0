import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { clientTable } from '@my-pitch/shared/table';
import type { BucketStore } from '../clients/token-bucket.ts';

interface Take {
  readonly key: string;
  /** Value of `fullAtMs` after the write. */
  readonly fullAtMs: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, number>>;
  readonly forgetAtMs: number;
}

/** The buckets of all clients on DynamoDB, one small item each. */
export function createDynamoBucketStore(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
): BucketStore {
  const take = async ({ key, fullAtMs, condition, values, forgetAtMs }: Take) => {
    try {
      await dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { [clientTable.partitionKey]: key },
          UpdateExpression: `SET fullAtMs = ${fullAtMs}, #forget = :forget`,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#forget': clientTable.ttlAttribute },
          ExpressionAttributeValues: { ...values, ':forget': Math.ceil(forgetAtMs / 1000) },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return Number(error.Item?.fullAtMs?.N ?? 0);
    }
  };
  return {
    takeFirst: (key, nowMs, fullAtMs, forgetAtMs) =>
      take({
        key,
        fullAtMs: ':fullAtMs',
        condition: 'attribute_not_exists(fullAtMs) OR fullAtMs <= :now',
        values: { ':fullAtMs': fullAtMs, ':now': nowMs },
        forgetAtMs,
      }),
    takeNext: (key, tokenMs, latestMs, forgetAtMs) =>
      take({
        key,
        fullAtMs: 'fullAtMs + :token',
        condition: 'fullAtMs <= :latest',
        values: { ':token': tokenMs, ':latest': latestMs },
        forgetAtMs,
      }),
  };
}
