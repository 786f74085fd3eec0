import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { jobSchema } from '@my-pitch/shared/job';
import { sweepAttributes } from '@my-pitch/shared/sweep-key';
import { awsClientConfig, type CloudAccess } from '../cloud/cloud-access.ts';

/**
 * Puts the jobs of a version without the sweep index into it. Otherwise `expire` would not find them, and
 * the names of old songs would stay.
 */
export async function indexOldJobs(tableName: string, access: CloudAccess): Promise<void> {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig(access)));
  const old = { TableName: tableName, FilterExpression: 'attribute_not_exists(sweepKey)' };
  for await (const { Items = [] } of paginateScan({ client: dynamo }, old)) {
    for (const item of Items) {
      const { data: job } = jobSchema.safeParse(item);
      const { sweepKey } = job ? sweepAttributes(job.jobId, job.status) : {};
      if (!job || sweepKey === undefined) continue;
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { jobId: job.jobId },
        UpdateExpression: 'SET sweepKey = :key',
        // A job that changes its status at this moment puts itself into the index.
        ConditionExpression: '#status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':key': sweepKey, ':status': job.status },
      });
      await dynamo.send(update).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    }
  }
}
