import {
  type BucketSettings,
  bucketSettings,
  corsMaxAgeSeconds,
  incompleteUploadDays,
} from '@my-pitch/shared/bucket-settings';
import type { JobId } from '@my-pitch/shared/ids';
import { type ArtifactName, artifactKey, correctionsKey, uploadKey } from '@my-pitch/shared/keys';
import { queueItemKey } from '@my-pitch/shared/queue-summary';
import { jobTable } from '@my-pitch/shared/table';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type CorsRule,
  HttpMethods,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Config, webOriginOf } from './config.ts';

/** Key patterns of all jobs for policies. */
const everyUpload = uploadKey('*' as JobId);
const everyCorrections = correctionsKey('*' as JobId);
const everyArtifact = artifactKey('*' as JobId, '*' as ArtifactName);

/** The buckets for uploads and results, and the job table. */
export class Storage extends Construct {
  readonly uploads: IBucket;
  readonly results: IBucket;
  /** Whether the buckets are on S3 and belong to this stack. */
  readonly isOnS3: boolean;
  readonly jobs: TableV2;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    this.isOnS3 = config.objectStore === undefined;
    this.uploads = this.#songBucket('Uploads', bucketSettings.uploads, [everyUpload], config);
    const inResults = [everyArtifact, everyCorrections];
    this.results = this.#songBucket('Results', bucketSettings.results, inResults, config);
    this.jobs = new TableV2(this, 'Jobs', {
      partitionKey: { name: jobTable.partitionKey, type: AttributeType.STRING },
      timeToLiveAttribute: jobTable.ttlAttribute,
      globalSecondaryIndexes: [
        {
          indexName: jobTable.sweepIndex.name,
          partitionKey: { name: jobTable.sweepIndex.partitionKey, type: AttributeType.STRING },
          sortKey: { name: jobTable.sweepIndex.sortKey, type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: jobTable.resultIndex.name,
          partitionKey: { name: jobTable.resultIndex.partitionKey, type: AttributeType.STRING },
          sortKey: { name: jobTable.resultIndex.sortKey, type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** One of the two buckets: a new one on S3, or that of another object store. */
  #songBucket(
    id: 'Uploads' | 'Results',
    settings: BucketSettings,
    everyKey: readonly string[],
    config: Config,
  ): IBucket {
    const isUploads = id === 'Uploads';
    const bucketName = isUploads ? config.uploadsBucketName : config.resultsBucketName;
    if (!this.isOnS3) {
      return Bucket.fromBucketName(this, id, bucketName ?? settings.defaultName);
    }
    const bucket = new Bucket(this, id, {
      ...privateBucket(config.target, settings.expireAfterDays),
      ...(bucketName !== undefined && { bucketName }),
      cors: [corsRule(settings, config)],
    });
    for (const keys of everyKey) acknowledgeEveryJob(bucket, keys);
    acknowledgeNoAccessLog(bucket);
    // The library's types do not satisfy exactOptionalPropertyTypes.
    return bucket as IBucket;
  }

  /** Allows these S3 actions on uploaded songs only. */
  grantUploads(grantee: IGrantable, ...actions: readonly string[]): Grant {
    return grantObjects(grantee, this.uploads, everyUpload, actions);
  }

  /** Allows these S3 actions on artifacts only. */
  grantArtifacts(grantee: IGrantable, ...actions: readonly string[]): Grant {
    return grantObjects(grantee, this.results, everyArtifact, actions);
  }

  /** Allows these S3 actions on corrections only. */
  grantCorrections(grantee: IGrantable, ...actions: readonly string[]): Grant {
    return grantObjects(grantee, this.results, everyCorrections, actions);
  }

  /** Allows these DynamoDB actions on single jobs. */
  grantJobs(grantee: IGrantable, ...actions: readonly string[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: [...actions],
      resourceArns: [this.jobs.tableArn],
    });
  }

  /** Allows these DynamoDB actions on the counters of the queue, and on no job. */
  grantQueueCounters(grantee: IGrantable, ...actions: readonly string[]): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: [...actions],
      resourceArns: [this.jobs.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [queueItemKey] } },
    });
  }

  /** Allows counting and listing jobs by status. */
  grantJobsByStatus(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${this.jobs.tableArn}/index/${jobTable.sweepIndex.name}`],
    });
  }

  /** Allows finding completed jobs by their result. */
  grantJobsByResult(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${this.jobs.tableArn}/index/${jobTable.resultIndex.name}`],
    });
  }

  /** Without this permission S3 responds 403 instead of 404 for a missing upload. */
  grantDetectMissingUploads(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.uploads.bucketArn],
    });
  }

  /** The same for songs without corrections. */
  grantDetectMissingCorrections(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.results.bucketArn],
    });
  }

  /** Allows listing both buckets. */
  grantListFiles(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.uploads.bucketArn, this.results.bucketArn],
    });
  }
}

function corsRule({ cors }: BucketSettings, config: Config): CorsRule {
  return {
    // Access is granted by signed forms and links, not by CORS, so allowing any origin while ours is
    // unknown is safe.
    allowedOrigins: [webOriginOf(config) ?? '*'],
    allowedMethods: cors.allowedMethods.map((method) => HttpMethods[method]),
    allowedHeaders: [...cors.allowedHeaders],
    exposedHeaders: [...cors.exposedHeaders],
    maxAge: corsMaxAgeSeconds,
  };
}

/** Common properties of all buckets; objects expire after `days`. */
export function privateBucket(target: Config['target'], days?: number): BucketProps {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(incompleteUploadDays) },
      ...(days === undefined ? [] : [{ expiration: Duration.days(days) }]),
    ],
    removalPolicy: RemovalPolicy.DESTROY,
    // Emptying buckets needs a helper function, useful only where the stack may be deleted.
    autoDeleteObjects: target === 'aws',
  };
}

function grantObjects(
  grantee: IGrantable,
  bucket: IBucket,
  keys: string,
  actions: readonly string[],
) {
  return Grant.addToPrincipal({
    grantee,
    actions: [...actions],
    resourceArns: [bucket.arnForObjects(keys)],
  });
}

function acknowledgeNoAccessLog(bucket: Bucket): void {
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Its lines would hold signed links, the ids of jobs, which open results, and addresses.',
  });
}

function acknowledgeEveryJob(bucket: Bucket, keys: string): void {
  const stack = Stack.of(bucket);
  const logicalId = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  Validations.of(stack).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${keys}]`,
    reason: "The wildcards stand for the job's id and the artifact's name only.",
  });
}
