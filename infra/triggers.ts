import { bucketSettings } from '@my-pitch/shared/bucket-settings';
import { jobStatuses } from '@my-pitch/shared/status';
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { JobFunction } from './job-function.ts';
import type { JobFunctions } from './job-functions.ts';
import type { JobQueue } from './queue.ts';
import type { Storage } from './storage.ts';

export interface TriggersProps {
  readonly functions: JobFunctions;
  readonly storage: Storage;
  readonly queue: JobQueue;
}

/** The events that invoke functions: an upload, dead letters, the table's stream, the schedules. */
export function addTriggers(scope: Construct, { functions, storage, queue }: TriggersProps): void {
  // Another object store announces uploads itself.
  if (storage.isOnS3) {
    storage.uploads.addEventNotification(
      EventType.OBJECT_CREATED,
      new SqsDestination(queue.uploadEvents),
      { prefix: bucketSettings.uploads.keyPrefix },
    );
    acknowledgeNotificationHelper(Stack.of(scope));
  }
  const readBatches = (reader: JobFunction, source: Queue, batchSize: number): void =>
    reader.addEventSource(new SqsEventSource(source, { batchSize, reportBatchItemFailures: true }));
  // A small batch: on-upload may have to read whole uploads.
  readBatches(functions.onUpload, queue.uploadEvents, 3);
  readBatches(functions.onDeadUpload, queue.deadUploadEvents, 10);
  readBatches(functions.onDeadLetter, queue.deadLetters, 10);
  new Rule(scope, 'ExpirySchedule', {
    // Each run continues where the last one ran out of time.
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [new LambdaFunction(functions.expire)],
  });
  addCounting(scope, functions.queueCounts, storage);
}

/** Statuses that a record's change into or out of can change the counters of the queue. */
const countedStatuses = jobStatuses.filter((status) => status !== 'processing');

/**
 * The counters follow the table's stream, and are counted again every hour. The filters leave out a
 * worker's progress, which is most of the stream: between two records in work only a new attempt counts.
 */
function addCounting(scope: Construct, queueCounts: JobFunction, { jobs }: Storage): void {
  const withStatus = { status: { S: countedStatuses } };
  const begins = { progress: { M: { overallFraction: { N: ['0'] } } } };
  // The library's types do not satisfy exactOptionalPropertyTypes.
  queueCounts.addEventSource(
    new DynamoEventSource(jobs as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // After that the recount corrects what is missing.
      maxRecordAge: Duration.hours(1),
      filters: [{ NewImage: withStatus }, { OldImage: withStatus }, { NewImage: begins }].map(
        (dynamodb) => FilterCriteria.filter({ dynamodb }),
      ),
    }),
  );
  new Rule(scope, 'RecountSchedule', {
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [new LambdaFunction(queueCounts)],
  });
}

/** CDK configures bucket notifications with a helper function that runs during deployments only. */
function acknowledgeNotificationHelper(stack: Stack): void {
  const helper = stack.node.children.find(({ node }) =>
    node.id.startsWith('BucketNotificationsHandler'),
  );
  if (!helper) throw new Error('The helper function of bucket notifications was not found');
  Validations.of(helper).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    reason: "CDK's helper function: it may write its log and runs during deployments only.",
  });
}
