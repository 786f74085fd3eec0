import { maxReceiveCount } from '@my-pitch/shared/limits';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from './config.ts';

const ours: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.DESTROY,
};

/** The queue of jobs, and the queue of messages that no worker could deal with. */
export class JobQueue extends Construct {
  readonly jobs: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...ours,
      retentionPeriod: Duration.days(14),
      // Six times the timeout of the function that reads it, as AWS advises for event sources.
      visibilityTimeout: Duration.minutes(3),
    });
    this.jobs = new Queue(this, 'Jobs', {
      ...ours,
      retentionPeriod: Duration.days(4),
      receiveMessageWaitTime: Duration.seconds(20),
      // The worker's heartbeat renews it together with the lease on the job: after a crash both end
      // at the same time.
      visibilityTimeout: Duration.seconds(config.leaseSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}
