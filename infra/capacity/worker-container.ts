import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import {
  Capability,
  type ContainerDefinition,
  type ContainerDefinitionOptions,
  LinuxParameters,
  LogDrivers,
  type TaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { pipelineCode } from '../pipeline-code.ts';
import type { JobQueue } from '../queue.ts';
import type { Storage } from '../storage.ts';
import type { WorkerKind } from '../worker-image.ts';

/** The container's name in every task definition. */
export const containerName = 'Worker';

export interface WorkerParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly queue: JobQueue;
}

/** What the containers of both kinds of workers have in common. */
export function containerOptions(
  scope: Construct,
  kind: WorkerKind,
  parts: WorkerParts & { readonly logGroup: ILogGroup },
): Omit<ContainerDefinitionOptions, 'image'> {
  return {
    environment: workerEnvironment(scope, kind, parts),
    logging: LogDrivers.awsLogs({ logGroup: parts.logGroup, streamPrefix: kind }),
    healthCheck: {
      command: ['CMD', 'node', 'gpu-worker/health/health-check.ts'],
      interval: Duration.seconds(30),
      // Time to load the network.
      startPeriod: Duration.minutes(2),
    },
    // The worker releases its song within 5 s of SIGTERM.
    stopTimeout: Duration.seconds(30),
    // It reads files of strangers: no capabilities, and nothing to write to but its work folder.
    readonlyRootFilesystem: true,
    linuxParameters: withoutCapabilities(scope, kind),
  };
}

function withoutCapabilities(scope: Construct, kind: WorkerKind): LinuxParameters {
  const parameters = new LinuxParameters(scope, `${kind}Linux`);
  parameters.dropCapabilities(Capability.ALL);
  return parameters;
}

/**
 * Gives the container its work folder: storage of the task, with the owner that the folder has in the
 * image.
 */
export function addWorkFolder(task: TaskDefinition, container: ContainerDefinition): void {
  task.addVolume({ name: 'work' });
  container.addMountPoints({ sourceVolume: 'work', containerPath: '/work', readOnly: false });
}

/** Grants a task what its worker needs, and nothing else. */
export function grantWork(
  worker: IGrantable,
  clusterName: string,
  { storage, queue }: WorkerParts,
): void {
  storage.grantUploads(worker, 's3:GetObject');
  storage.grantDetectMissingUploads(worker);
  // It reads those of the original of a take, and the original's corrections. If the owner cancels a song while its artifacts are written,
  // the worker deletes them.
  storage.grantArtifacts(worker, 's3:GetObject', 's3:PutObject', 's3:DeleteObject');
  storage.grantDetectMissingCorrections(worker);
  storage.grantJobs(worker, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
  queue.jobs.grant(
    worker,
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:ChangeMessageVisibility',
    // For the self-test of a new image and the self-probe of an unhealthy worker.
    'sqs:GetQueueAttributes',
  );
  // The agent's endpoint uses the task's role.
  Grant.addToPrincipal({
    grantee: worker,
    actions: ['ecs:UpdateTaskProtection', 'ecs:GetTaskProtection'],
    resourceArns: [everyTaskOf(Stack.of(storage), clusterName)],
  });
}

/** The ARN of all tasks of a cluster. */
export function everyTaskOf(stack: Stack, clusterName: string): string {
  return everyOf('task', stack, clusterName);
}

/** The ARN of all container instances of a cluster. */
export function everyMachineOf(stack: Stack, clusterName: string): string {
  return everyOf('container-instance', stack, clusterName);
}

function everyOf(resource: string, stack: Stack, clusterName: string): string {
  return stack.formatArn({
    service: 'ecs',
    resource,
    resourceName: `${clusterName}/*`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/** The variables of `workerEnvSchema` and the region. */
function workerEnvironment(
  scope: Construct,
  kind: WorkerKind,
  { config, storage, queue }: WorkerParts,
) {
  return {
    // Outside Fargate the SDK has no other source for the region.
    AWS_REGION: Stack.of(scope).region,
    JOB_TABLE_NAME: storage.jobs.tableName,
    UPLOADS_BUCKET_NAME: storage.uploads.bucketName,
    RESULTS_BUCKET_NAME: storage.results.bucketName,
    JOB_QUEUE_URL: queue.jobs.queueUrl,
    METRICS_EMF: 'true',
    EXPECT_GPU: String(kind === 'gpu'),
    MAX_DURATION_SECONDS: String(config.maxDurationSeconds),
    LEASE_SECONDS: String(config.leaseSeconds),
    PIPELINE_CODE: pipelineCode(),
    ...(config.modelSource && { MODEL_SOURCE: config.modelSource }),
    ...(config.modelSha256 && { MODEL_SHA256: config.modelSha256 }),
  };
}
