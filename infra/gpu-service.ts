import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type CfnCluster,
  Cluster,
  ContainerImage,
  ContainerInsights,
  Ec2Service,
  Ec2TaskDefinition,
  type ICluster,
  LogDrivers,
  NetworkMode,
} from 'aws-cdk-lib/aws-ecs';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import { gpuCapacity } from './gpu-capacity.ts';
import type { Network } from './network.ts';
import type { JobQueue } from './queue.ts';
import type { Storage } from './storage.ts';
import { workerImage } from './worker-image.ts';

export interface GpuServiceProps {
  readonly config: Config;
  readonly network: Network;
  readonly storage: Storage;
  readonly queue: JobQueue;
}

/** The ECS service of the workers: one task per GPU, scaled from zero. */
export class GpuService extends Construct {
  readonly service: Ec2Service;
  /** Songs that workers gave up on, for any reason. */
  readonly songsGivenUp: Metric;
  /** How often a worker found its machine unhealthy. */
  readonly sickWorkers: Metric;
  readonly #logs: LogGroup;
  readonly #cluster: Cluster;

  constructor(scope: Construct, id: string, props: GpuServiceProps) {
    super(scope, id);
    const { config, network, storage, queue } = props;
    this.#cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    const capacity = gpuCapacity(this, network, config);
    this.#cluster.addAsgCapacityProvider(capacity);

    this.#logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.songsGivenUp = this.#countedLines('SongsGivenUp', 'song-given-up');
    this.sickWorkers = this.#countedLines('SickWorkers', 'worker-sick');
    const task = this.#taskDefinition(props);
    this.#grantWork(task.taskRole, storage, queue);
    this.service = new Ec2Service(this, 'Service', {
      cluster: this.#cluster as ICluster,
      taskDefinition: task,
      capacityProviderStrategies: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      // A deployment replaces all tasks at once; protected tasks finish their song first.
      desiredCount: 0,
      minHealthyPercent: 0,
      maxHealthyPercent: 100,
      circuitBreaker: { rollback: true },
    });
    // The capacity provider is associated with the cluster by a separate resource.
    this.service.node.addDependency(this.#cluster);
  }

  #taskDefinition(props: GpuServiceProps): Ec2TaskDefinition {
    // Bridge mode: a task uses its machine's public address; with `awsvpc` it would have none.
    const task = new Ec2TaskDefinition(this, 'Task', { networkMode: NetworkMode.BRIDGE });
    task.addContainer('Worker', {
      image: ContainerImage.fromDockerImageAsset(workerImage(this)),
      gpuCount: 1,
      memoryLimitMiB: 14 * 1024,
      environment: workerEnvironment(this, props),
      logging: LogDrivers.awsLogs({ logGroup: this.#logs, streamPrefix: 'worker' }),
      healthCheck: {
        command: ['CMD', 'node', 'gpu-worker/health/health-check.ts'],
        interval: Duration.seconds(30),
        // Time to load the network onto the GPU.
        startPeriod: Duration.minutes(2),
      },
      // The worker releases its song within 5 s of SIGTERM.
      stopTimeout: Duration.seconds(30),
    });
    acknowledgeTask(task, this.#cluster);
    return task;
  }

  /** Counts the workers' log lines whose `metric` field has this value. */
  #countedLines(id: string, mark: string): Metric {
    const filter = this.#logs.addMetricFilter(id, {
      filterPattern: FilterPattern.stringValue('$.metric', '=', mark),
      metricNamespace: Stack.of(this).stackName,
      metricName: id,
    });
    return filter.metric({ statistic: Stats.SUM, period: Duration.minutes(5) });
  }

  #grantWork(worker: IGrantable, storage: Storage, queue: JobQueue): void {
    storage.grantUploads(worker, 's3:GetObject');
    storage.grantDetectMissingUploads(worker);
    // If the owner cancels a song while its artifacts are written, the worker deletes them.
    storage.grantArtifacts(worker, 's3:PutObject', 's3:DeleteObject');
    storage.grantJobs(worker, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    queue.jobs.grant(
      worker,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      // For the self-probe of an unhealthy worker.
      'sqs:GetQueueAttributes',
    );
    const { clusterName } = this.#cluster;
    // The agent's endpoint uses the task's role.
    Grant.addToPrincipal({
      grantee: worker,
      actions: ['ecs:UpdateTaskProtection', 'ecs:GetTaskProtection'],
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'ecs',
          resource: 'task',
          resourceName: `${clusterName}/*`,
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
      ],
    });
  }
}

function acknowledgeTask(task: Ec2TaskDefinition, cluster: Cluster): void {
  const clusterId = Stack.of(cluster).getLogicalId(cluster.node.defaultChild as CfnCluster);
  Validations.of(task).acknowledge({
    id: 'AwsSolutions-ECS2',
    reason: 'The environment holds names and limits; credentials come from the task role.',
  });
  Validations.of(task.taskRole).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>:task/<${clusterId}>/*]`,
    reason: 'A task id is known only at run time; the wildcard is limited to our cluster.',
  });
  Validations.of(task.obtainExecutionRole()).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ecr:GetAuthorizationToken does not support resources.',
  });
}

/** The variables of `workerEnvSchema` and the region. */
function workerEnvironment(scope: Construct, { config, storage, queue }: GpuServiceProps) {
  return {
    // Outside Fargate the SDK has no other source for the region.
    AWS_REGION: Stack.of(scope).region,
    JOB_TABLE_NAME: storage.jobs.tableName,
    UPLOADS_BUCKET_NAME: storage.uploads.bucketName,
    RESULTS_BUCKET_NAME: storage.results.bucketName,
    JOB_QUEUE_URL: queue.jobs.queueUrl,
    METRICS_EMF: 'true',
    EXPECT_GPU: 'true',
    MAX_DURATION_SECONDS: String(config.maxDurationSeconds),
    LEASE_SECONDS: String(config.leaseSeconds),
    ...(config.modelSource && { MODEL_SOURCE: config.modelSource }),
    ...(config.modelSha256 && { MODEL_SHA256: config.modelSha256 }),
  };
}
