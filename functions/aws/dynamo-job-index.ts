import {
  type DynamoDBDocumentClient,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { type Job, jobSchema } from '@my-pitch/shared/job';
import type { JobStatus } from '@my-pitch/shared/status';
import { jobTable } from '@my-pitch/shared/table';
import type { JobIndex, JobWithStatus } from '../ports.ts';

/** The status index on DynamoDB. */
export function createDynamoJobIndex(dynamo: DynamoDBDocumentClient, tableName: string): JobIndex {
  return {
    async count(status, sinceBeforeIso) {
      const query = { ...queryOf(tableName, status, sinceBeforeIso), Select: 'COUNT' as const };
      let total = 0;
      for await (const page of paginateQuery({ client: dynamo }, query)) total += page.Count ?? 0;
      return total;
    },
    async *list(status, sinceBeforeIso) {
      const query = queryOf(tableName, status, sinceBeforeIso);
      for await (const page of paginateQuery({ client: dynamo }, query)) {
        yield* withStatus(page.Items, status);
      }
    },
    async latest(status, limit) {
      const query = { ...queryOf(tableName, status), ScanIndexForward: false, Limit: limit };
      const { Items } = await dynamo.send(new QueryCommand(query));
      return withStatus(Items, status);
    },
  };
}

function queryOf(tableName: string, status: JobStatus, sinceBeforeIso?: string): QueryCommandInput {
  const { name, partitionKey, sortKey } = jobTable.statusIndex;
  const bounded = sinceBeforeIso !== undefined;
  return {
    TableName: tableName,
    IndexName: name,
    KeyConditionExpression: bounded
      ? '#status = :status AND #since < :before'
      : '#status = :status',
    ExpressionAttributeNames: { '#status': partitionKey, ...(bounded && { '#since': sortKey }) },
    ExpressionAttributeValues: { ':status': status, ...(bounded && { ':before': sinceBeforeIso }) },
  };
}

function withStatus<Status extends JobStatus>(
  items: readonly unknown[] | undefined,
  status: Status,
): JobWithStatus<Status>[] {
  return (items ?? []).flatMap((item) => {
    const job = jobSchema.safeParse(item);
    // A single invalid record must not hide the others.
    return job.success && hasStatus(job.data, status) ? [job.data] : [];
  });
}

function hasStatus<Status extends JobStatus>(
  job: Job,
  status: Status,
): job is JobWithStatus<Status> {
  return job.status === status;
}
