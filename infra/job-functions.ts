import { objectStoreEnv } from '@my-pitch/shared/aws/object-store';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { cpuStartSeconds } from './capacity/cpu-workers.ts';
import type { Config } from './config.ts';
import { JobFunction } from './job-function.ts';
import { deployedPipelineVersion } from './pipeline-code.ts';
import type { JobQueue } from './queue.ts';
import type { ResultKeys } from './result-keys.ts';
import type { Storage } from './storage.ts';

export interface JobFunctionsProps {
  readonly config: Config;
  readonly storage: Storage;
  readonly queue: JobQueue;
}

/** All functions with their permissions. */
export class JobFunctions extends Construct {
  readonly createJob: JobFunction;
  readonly getJob: JobFunction;
  readonly getLimits: JobFunction;
  readonly cancelJob: JobFunction;
  readonly getCorrections: JobFunction;
  readonly putCorrections: JobFunction;
  readonly describeApi: JobFunction;
  readonly onUpload: JobFunction;
  readonly onDeadUpload: JobFunction;
  readonly onDeadLetter: JobFunction;
  readonly expire: JobFunction;
  /** Keeps the counters of the queue. */
  readonly queueCounts: JobFunction;

  constructor(scope: Construct, id: string, props: JobFunctionsProps) {
    super(scope, id);
    const environment = functionEnvironment(props);
    this.createJob = new JobFunction(this, 'CreateJob', { folder: 'create-job', environment });
    this.getJob = new JobFunction(this, 'GetJob', { folder: 'get-job', environment });
    this.getLimits = new JobFunction(this, 'GetLimits', { folder: 'get-limits', environment });
    this.cancelJob = new JobFunction(this, 'CancelJob', { folder: 'cancel-job', environment });
    this.getCorrections = new JobFunction(this, 'GetCorrections', {
      folder: 'get-corrections',
      environment,
    });
    this.putCorrections = new JobFunction(this, 'PutCorrections', {
      folder: 'put-corrections',
      environment,
    });
    this.describeApi = new JobFunction(this, 'DescribeApi', {
      folder: 'describe-api',
      environment,
    });
    this.onUpload = new JobFunction(this, 'OnUpload', {
      folder: 'on-upload',
      environment,
      // It copies artifacts, and may read a whole upload to compute its hash.
      timeout: Duration.minutes(1),
    });
    this.onDeadUpload = new JobFunction(this, 'OnDeadUpload', {
      folder: 'on-dead-upload',
      environment,
      timeout: Duration.seconds(30),
    });
    this.onDeadLetter = new JobFunction(this, 'OnDeadLetter', {
      folder: 'on-dead-letter',
      environment,
      timeout: Duration.seconds(30),
    });
    this.expire = new JobFunction(this, 'Expire', {
      folder: 'expire',
      environment,
      // A run begins nothing new after four minutes.
      timeout: Duration.minutes(5),
    });
    this.queueCounts = new JobFunction(this, 'QueueCounts', {
      folder: 'queue-counts',
      environment,
      timeout: Duration.minutes(1),
    });
    this.#grantForRequests(props);
    this.#grantForEvents(props);
  }

  get all(): readonly JobFunction[] {
    const { createJob, getJob, getLimits, cancelJob, describeApi } = this;
    const { getCorrections, putCorrections } = this;
    const { onUpload, onDeadUpload, onDeadLetter, expire, queueCounts } = this;
    return [
      ...[createJob, getJob, getLimits, cancelJob, describeApi],
      ...[getCorrections, putCorrections],
      ...[onUpload, onDeadUpload, onDeadLetter, expire, queueCounts],
    ];
  }

  /** Makes `get-job` link to results through CloudFront, once its settings are there. */
  serveResults(keys: ResultKeys): void {
    this.getJob.addEnvironment('RESULT_LINKS_PARAMETER', keys.linksParameter);
    keys.grantRead(this.getJob);
  }

  /** Signed forms and links have the permissions of the role that signed them. */
  #grantForRequests({ storage }: JobFunctionsProps): void {
    // It reads the original of a take.
    storage.grantJobs(this.createJob, 'dynamodb:GetItem', 'dynamodb:PutItem');
    storage.grantQueueCounters(this.createJob, 'dynamodb:UpdateItem');
    storage.grantUploads(this.createJob, 's3:PutObject');

    storage.grantJobs(this.getJob, 'dynamodb:GetItem');
    storage.grantArtifacts(this.getJob, 's3:GetObject');

    storage.grantJobs(this.cancelJob, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    storage.grantUploads(this.cancelJob, 's3:DeleteObject');
    storage.grantArtifacts(this.cancelJob, 's3:DeleteObject');

    for (const each of [this.getCorrections, this.putCorrections]) {
      storage.grantJobs(each, 'dynamodb:GetItem');
      storage.grantDetectMissingCorrections(each);
    }
    storage.grantCorrections(this.getCorrections, 's3:GetObject');
    storage.grantCorrections(this.putCorrections, 's3:GetObject', 's3:PutObject');
  }

  #grantForEvents({ storage, queue }: JobFunctionsProps): void {
    storage.grantJobs(this.onUpload, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    storage.grantUploads(this.onUpload, 's3:GetObject', 's3:DeleteObject');
    storage.grantDetectMissingUploads(this.onUpload);
    storage.grantJobsByResult(this.onUpload);
    storage.grantArtifacts(this.onUpload, 's3:GetObject', 's3:PutObject', 's3:DeleteObject');
    queue.jobs.grant(this.onUpload, 'sqs:SendMessage');

    storage.grantJobs(this.onDeadUpload, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    storage.grantUploads(this.onDeadUpload, 's3:DeleteObject');

    storage.grantJobs(this.onDeadLetter, 'dynamodb:GetItem', 'dynamodb:UpdateItem');

    storage.grantJobs(this.expire, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    storage.grantJobsByStatus(this.expire);
    storage.grantListFiles(this.expire);
    storage.grantUploads(this.expire, 's3:DeleteObject');
    storage.grantArtifacts(this.expire, 's3:DeleteObject');

    storage.grantQueueCounters(this.queueCounts, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    storage.grantJobsByStatus(this.queueCounts);
  }
}

/** Exactly the variables of `functionEnvSchema`, and those of an object store beside S3. */
function functionEnvironment({ config, storage, queue }: JobFunctionsProps) {
  return {
    JOB_TABLE_NAME: storage.jobs.tableName,
    UPLOADS_BUCKET_NAME: storage.uploads.bucketName,
    RESULTS_BUCKET_NAME: storage.results.bucketName,
    S3_FORCE_PATH_STYLE: String(config.target === 'local'),
    JOB_QUEUE_URL: queue.jobs.queueUrl,
    MAX_UPLOAD_BYTES: String(config.maxUploadBytes),
    MAX_DURATION_SECONDS: String(config.maxDurationSeconds),
    MAX_QUEUED_JOBS: String(config.maxQueuedJobs),
    // The local worker always runs.
    WORKER_START_SECONDS: String(config.target === 'local' ? 0 : cpuStartSeconds),
    PIPELINE_VERSION: deployedPipelineVersion(config),
    ...(config.objectStore && objectStoreEnv(config.objectStore)),
  };
}
