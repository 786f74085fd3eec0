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

/** The workers: one task on one GPU, from none to as many as there is work for. */
export class GpuService extends Construct {
  readonly service: Ec2Service;
  /** Songs that workers gave up, which need not be to blame. */
  readonly songsGivenUp: Metric;
  /** How often a worker found its machine sick. */
  readonly sickWorkers: Metric;
  private readonly logs: LogGroup;
  private readonly cluster: Cluster;

  constructor(scope: Construct, id: string, props: GpuServiceProps) {
    super(scope, id);
    const { config, network, storage, queue } = props;
    this.cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    const capacity = gpuCapacity(this, network, config);
    this.cluster.addAsgCapacityProvider(capacity);

    this.logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.songsGivenUp = this.countedLines('SongsGivenUp', 'song-given-up');
    this.sickWorkers = this.countedLines('SickWorkers', 'worker-sick');
    const task = this.taskDefinition(props);
    this.grantWork(task.taskRole, storage, queue);
    this.service = new Ec2Service(this, 'Service', {
      cluster: this.cluster as ICluster,
      taskDefinition: task,
      capacityProviderStrategies: [{ capacityProvider: capacity.capacityProviderName, weight: 1 }],
      // A deployment starts from zero; tasks that protect themselves finish their song first.
      desiredCount: 0,
      minHealthyPercent: 0,
      maxHealthyPercent: 100,
      circuitBreaker: { rollback: true },
    });
    // The cluster knows its capacity provider only through a resource of its own.
    this.service.node.addDependency(this.cluster);
  }

  private taskDefinition(props: GpuServiceProps): Ec2TaskDefinition {
    // Bridge mode: a task shares its machine's public address, which `awsvpc` would not give it.
    const task = new Ec2TaskDefinition(this, 'Task', { networkMode: NetworkMode.BRIDGE });
    task.addContainer('Worker', {
      image: ContainerImage.fromDockerImageAsset(workerImage(this)),
      gpuCount: 1,
      memoryLimitMiB: 14 * 1024,
      environment: workerEnvironment(this, props),
      logging: LogDrivers.awsLogs({ logGroup: this.logs, streamPrefix: 'worker' }),
      healthCheck: {
        command: ['CMD', 'node', 'gpu-worker/health/health-check.ts'],
        interval: Duration.seconds(30),
        // Loading the network onto the GPU comes first.
        startPeriod: Duration.minutes(2),
      },
      // The worker gives its song back within 5 s of SIGTERM.
      stopTimeout: Duration.seconds(30),
    });
    acknowledgeTask(task, this.cluster);
    return task;
  }

  /** Counts the lines of the workers' log that bear this mark. */
  private countedLines(id: string, mark: string): Metric {
    const filter = this.logs.addMetricFilter(id, {
      filterPattern: FilterPattern.stringValue('$.metric', '=', mark),
      metricNamespace: Stack.of(this).stackName,
      metricName: id,
    });
    return filter.metric({ statistic: Stats.SUM, period: Duration.minutes(5) });
  }

  private grantWork(worker: IGrantable, storage: Storage, queue: JobQueue): void {
    storage.grantUploads(worker, 's3:GetObject');
    storage.grantTellMissingUploads(worker);
    // A song that its owner ends while its artifacts are written takes them along.
    storage.grantArtifacts(worker, 's3:PutObject', 's3:DeleteObject');
    storage.grantJobs(worker, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    queue.jobs.grant(
      worker,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      // How a worker that doubts itself finds out whether it reaches the queue.
      'sqs:GetQueueAttributes',
    );
    const { clusterName } = this.cluster;
    // The agent's endpoint acts with the task's own role.
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
    reason: 'A task learns its own id only when it runs; the wildcard ends at our cluster.',
  });
  Validations.of(task.obtainExecutionRole()).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ecr:GetAuthorizationToken knows no resources.',
  });
}

/** What `workerEnvSchema` names, and the region. */
function workerEnvironment(scope: Construct, { config, storage, queue }: GpuServiceProps) {
  return {
    // Outside Fargate nothing else tells the SDK where it runs.
    AWS_REGION: Stack.of(scope).region,
    JOB_TABLE_NAME: storage.jobs.tableName,
    UPLOADS_BUCKET_NAME: storage.uploads.bucketName,
    RESULTS_BUCKET_NAME: storage.results.bucketName,
    JOB_QUEUE_URL: queue.jobs.queueUrl,
    MAX_DURATION_SECONDS: String(config.maxDurationSeconds),
    LEASE_SECONDS: String(config.leaseSeconds),
    ...(config.modelSource && { MODEL_SOURCE: config.modelSource }),
    ...(config.modelSha256 && { MODEL_SHA256: config.modelSha256 }),
  };
}
