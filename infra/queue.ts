import { maxReceiveCount } from '@my-pitch/shared/limits';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from './config.ts';

const commonProps: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.DESTROY,
};

/** The job queue and its dead-letter queue. */
export class JobQueue extends Construct {
  readonly jobs: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...commonProps,
      retentionPeriod: Duration.days(14),
      // Six times the timeout of the function that reads it, as AWS advises for event sources.
      visibilityTimeout: Duration.minutes(3),
    });
    this.jobs = new Queue(this, 'Jobs', {
      ...commonProps,
      retentionPeriod: Duration.days(4),
      receiveMessageWaitTime: Duration.seconds(20),
      // The worker's heartbeat extends it together with the job's lease; after a crash both expire
      // together.
      visibilityTimeout: Duration.seconds(config.leaseSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}
