import { uploadPrefix } from '@my-pitch/shared/keys';
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import type { Construct } from 'constructs';
import type { JobFunctions } from './job-functions.ts';
import type { JobQueue } from './queue.ts';
import type { Storage } from './storage.ts';

export interface TriggersProps {
  readonly functions: JobFunctions;
  readonly storage: Storage;
  readonly queue: JobQueue;
}

/** The events that invoke functions: an upload, a dead letter, the schedule of `expire`. */
export function addTriggers(scope: Construct, { functions, storage, queue }: TriggersProps): void {
  storage.uploads.addEventNotification(
    EventType.OBJECT_CREATED,
    new LambdaDestination(functions.onUpload),
    { prefix: uploadPrefix },
  );
  acknowledgeNotificationHelper(Stack.of(scope));
  functions.onDeadLetter.addEventSource(
    new SqsEventSource(queue.deadLetters, { batchSize: 10, reportBatchItemFailures: true }),
  );
  new Rule(scope, 'ExpirySchedule', {
    // Each run continues where the last one ran out of time.
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [new LambdaFunction(functions.expire)],
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
