import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { answerIfConditionHolds, ifConditionHolds } from '@my-pitch/shared/aws/if-condition-holds';
import { scalingItemKey } from '@my-pitch/shared/scaling-summary';
import { jobTable } from '@my-pitch/shared/table';
import type { ScalingStore } from '../scale/ports.ts';
import { scalingRecordSchema } from '../scale/scaling-record.ts';

/** Longer than the function's timeout, so that a claim cannot expire while its run still works. */
const claimMs = 40_000;

type Update = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

/** The scaler's item in the job table on DynamoDB. */
export function createDynamoScalingStore(
  dynamo: DynamoDBDocumentClient,
  tableName: string,
): ScalingStore {
  const update = (input: Update) =>
    dynamo.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { [jobTable.partitionKey]: scalingItemKey },
        ...input,
      }),
    );
  return {
    async claim(runId, nowMs) {
      const answer = await answerIfConditionHolds(update(claimUpdate(runId, nowMs)));
      if (!answer) return undefined;
      // A record that breaks its contract counts as none: it must not stop the scaling.
      const previous = scalingRecordSchema.safeParse(answer.Attributes?.record);
      return { previous: previous.data };
    },
    askAgain: (nowMs) =>
      ifConditionHolds(
        update({
          UpdateExpression: 'SET askedAgain = :true',
          ConditionExpression: 'heldUntilMs >= :now',
          ExpressionAttributeValues: { ':true': true, ':now': nowMs },
        }),
      ),
    async release(runId, record) {
      try {
        await update({
          UpdateExpression: `${record ? 'SET #record = :record ' : ''}REMOVE heldBy, heldUntilMs`,
          ConditionExpression: 'heldBy = :run AND attribute_not_exists(askedAgain)',
          ...(record && { ExpressionAttributeNames: { '#record': 'record' } }),
          ExpressionAttributeValues: { ':run': runId, ...(record && { ':record': record }) },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return 'released';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return error.Item?.heldBy?.S === runId ? 'asked-again' : 'lost';
      }
    },
  };
}

function claimUpdate(runId: string, nowMs: number): Update {
  return {
    UpdateExpression: 'SET heldBy = :run, heldUntilMs = :until REMOVE askedAgain',
    ConditionExpression: 'attribute_not_exists(heldUntilMs) OR heldUntilMs < :now OR heldBy = :run',
    ExpressionAttributeValues: { ':run': runId, ':until': nowMs + claimMs, ':now': nowMs },
    ReturnValues: 'ALL_NEW',
  };
}
