import { maxReceiveCount, maxUploadEventReceives } from '@my-pitch/shared/limits';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from './config.ts';

const commonProps: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.DESTROY,
};

/** The visibility timeout is six times the timeout of the function that reads a queue, as AWS advises. */
const deadLetterProps: QueueProps = {
  ...commonProps,
  retentionPeriod: Duration.days(14),
  visibilityTimeout: Duration.seconds(6 * 30),
};

/** The queues of jobs and of upload events, each with its dead-letter queue. */
export class JobQueue extends Construct {
  readonly jobs: Queue;
  readonly deadLetters: Queue;
  /** S3's notifications about new uploads, read by `on-upload`. */
  readonly uploadEvents: Queue;
  readonly deadUploadEvents: Queue;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', deadLetterProps);
    this.deadUploadEvents = new Queue(this, 'DeadUploadEvents', deadLetterProps);
    this.uploadEvents = new Queue(this, 'UploadEvents', {
      ...commonProps,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.minutes(6),
      deadLetterQueue: { queue: this.deadUploadEvents, maxReceiveCount: maxUploadEventReceives },
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
