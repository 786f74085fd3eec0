import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IMetric, type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type BaseServiceOptions,
  type CfnCluster,
  Cluster,
  type ICluster,
  type TaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import { FilterPattern, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { JobFunction } from '../job-function.ts';
import { cpuWorkers } from './cpu-workers.ts';
import { gpuMachines } from './gpu-machines.ts';
import { gpuWorkers } from './gpu-workers.ts';
import { ImageProof } from './image-proof.ts';
import { Network } from './network.ts';
import { Scaler } from './scaler.ts';
import type { WorkerParts } from './worker-container.ts';

export interface WorkersProps extends WorkerParts {
  readonly onUpload: JobFunction;
}

/** What both kinds of workers are built with. */
export interface KindProps extends WorkerParts {
  readonly cluster: ICluster;
  readonly network: Network;
  readonly proof: ImageProof;
  readonly logGroup: LogGroup;
  readonly deployment: Pick<
    BaseServiceOptions,
    'minHealthyPercent' | 'maxHealthyPercent' | 'circuitBreaker'
  >;
  readonly acknowledgeTask: (task: TaskDefinition) => void;
}

/**
 * New tasks start before old ones stop, and a busy one finishes its song first. No desired count is
 * given: a deployment keeps what the scaler has set. A new service starts with one task.
 */
const deployment = {
  minHealthyPercent: 100,
  maxHealthyPercent: 200,
  circuitBreaker: { rollback: true },
} as const;

/** The workers: tasks on Fargate, and on GPU machines if the operator has some. */
export class Workers extends Construct {
  readonly scaler: Scaler;
  /** Songs that workers gave up on, for any reason. */
  readonly songsGivenUp: Metric;
  /** How often a worker found its machine unhealthy. */
  readonly sickWorkers: Metric;
  /** Songs that wait while no worker runs; the smallest number in each period. */
  readonly songsWithoutWorker: IMetric;
  readonly #logs: LogGroup;
  readonly #cluster: Cluster;

  constructor(scope: Construct, id: string, { onUpload, ...parts }: WorkersProps) {
    super(scope, id);
    const { config } = parts;
    const network = new Network(this, 'Network');
    this.#cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      enableFargateCapacityProviders: true,
    });
    const machines = config.maxGpuWorkers > 0 ? gpuMachines(this, network, config) : undefined;
    if (machines) this.#cluster.addAsgCapacityProvider(machines);
    this.#logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.songsGivenUp = this.#countedLines('SongsGivenUp', 'song-given-up');
    this.sickWorkers = this.#countedLines('SickWorkers', 'worker-sick');
    const props: KindProps = {
      ...{ ...parts, network, deployment, logGroup: this.#logs },
      cluster: this.#cluster as ICluster,
      proof: new ImageProof(this, 'ImageProof', this.#cluster),
      acknowledgeTask: (task) => this.#acknowledgeTask(task),
    };
    const cpu = cpuWorkers(this, props);
    const gpu = machines && gpuWorkers(this, machines, props);
    // Capacity providers are associated with the cluster by a separate resource.
    for (const pool of [cpu, gpu]) pool?.service.node.addDependency(this.#cluster);
    const { storage, queue } = parts;
    const cluster = this.#cluster;
    this.scaler = new Scaler(this, 'Scaler', { storage, queue, cluster, cpu, gpu, onUpload });
    this.songsWithoutWorker = this.scaler.metric('SongsWithoutWorker', Stats.MINIMUM);
    this.#acknowledgeCluster();
    new CfnOutput(Stack.of(this), 'Quotas', { value: quotasOf(config) });
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

  #acknowledgeCluster(): void {
    Validations.of(this.#cluster).acknowledge({
      id: 'AwsSolutions-ECS4',
      reason: 'The scaler publishes the number of tasks; Container Insights would cost extra.',
    });
  }

  #acknowledgeTask(task: TaskDefinition): void {
    const clusterId = Stack.of(this).getLogicalId(this.#cluster.node.defaultChild as CfnCluster);
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
}

/** Which quotas the settings need, for the operator of a new account. */
function quotasOf({ maxCpuWorkers, cpuWorkerVcpus, maxGpuWorkers, spotWorkers }: Config): string {
  const vcpus = maxCpuWorkers * cpuWorkerVcpus;
  const fargate = `"Fargate On-Demand vCPU resource count" and "Fargate Spot vCPU resource count": ${vcpus} each for ${maxCpuWorkers} CPU workers; fewer mean fewer workers`;
  const gpuQuota =
    spotWorkers === 'true'
      ? '"All G and VT Spot Instance Requests"'
      : '"Running On-Demand G and VT instances"';
  const gpu =
    maxGpuWorkers > 0
      ? `${gpuQuota}: ${4 * (maxGpuWorkers + 1)} vCPUs for ${maxGpuWorkers} GPU workers and a deployment`
      : `GPU workers are off: request ${gpuQuota}, 4 vCPUs for each worker and 4 for deployments, then deploy with -c maxGpuWorkers`;
  return `${fargate}. ${gpu}.`;
}
