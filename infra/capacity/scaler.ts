import type { WorkerPoolSettings } from '@my-pitch/shared/env';
import { scalingItemKey } from '@my-pitch/shared/scaling-summary';
import { type CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnCluster, Cluster } from 'aws-cdk-lib/aws-ecs';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { JobFunction } from '../job-function.ts';
import type { JobQueue } from '../queue.ts';
import type { Storage } from '../storage.ts';
import { everyMachineOf, everyTaskOf } from './worker-container.ts';

/** One kind of worker: its service, and what is known about its tasks. */
export interface ScaledPool {
  readonly service: BaseService;
  readonly facts: Omit<WorkerPoolSettings, 'cluster' | 'service'>;
  /** The machines of the tasks, where they are ours: the scaler ends those without a task. */
  readonly machines?: AutoScalingGroup;
}

export interface ScalerProps {
  readonly storage: Storage;
  readonly queue: JobQueue;
  readonly cluster: Cluster;
  readonly cpu: ScaledPool;
  readonly gpu: ScaledPool | undefined;
  /** The function that wakes the scaler. */
  readonly onUpload: JobFunction;
}

/**
 * The function that sets how many workers run. It is invoked once a minute, and by `on-upload` when that
 * has queued a song. An invocation that gets lost costs at most a minute.
 */
export class Scaler extends Construct {
  readonly handler: JobFunction;

  constructor(scope: Construct, id: string, props: ScalerProps) {
    super(scope, id);
    const { cpu, gpu, onUpload, storage, queue } = props;
    this.handler = new JobFunction(this, 'Scale', {
      folder: 'scale',
      environment: {
        JOB_TABLE_NAME: storage.jobs.tableName,
        JOB_QUEUE_URL: queue.jobs.queueUrl,
        METRICS_NAMESPACE: Stack.of(this).stackName,
        CPU_POOL: this.#poolText(cpu, props.cluster),
        ...(gpu && { GPU_POOL: this.#poolText(gpu, props.cluster) }),
      },
      timeout: Duration.seconds(30),
    });
    // An older event would report a song as new that a worker has long taken.
    this.handler.configureAsyncInvoke({ maxEventAge: Duration.minutes(5), retryAttempts: 1 });
    this.#follow(onUpload);
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.handler)],
    });
    this.#grant(props);
  }

  /** A metric that the function publishes. */
  metric(metricName: string, statistic: string = Stats.MAXIMUM): IMetric {
    return new Metric({
      namespace: Stack.of(this).stackName,
      metricName,
      dimensionsMap: { service: 'scale' },
      statistic,
      period: Duration.minutes(5),
    });
  }

  /** Lets the function tell the scaler about new songs. */
  #follow(onUpload: JobFunction): void {
    onUpload.addEnvironment('SCALE_FUNCTION_NAME', this.handler.functionName);
    Grant.addToPrincipal({
      grantee: onUpload,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.handler.functionArn],
    });
  }

  #poolText({ service, facts }: ScaledPool, { clusterName }: Cluster): string {
    return Stack.of(this).toJsonString({
      ...facts,
      cluster: clusterName,
      service: service.serviceName,
    });
  }

  /** To end machines of our cluster and group, and no others. */
  #grantMachines(machines: AutoScalingGroup, cluster: Cluster): void {
    const stack = Stack.of(this);
    for (const [resource, actions] of [
      [cluster.clusterArn, ['ecs:ListContainerInstances']],
      [everyTaskOf(stack, cluster.clusterName), ['ecs:DescribeTasks']],
      [
        everyMachineOf(stack, cluster.clusterName),
        ['ecs:DescribeContainerInstances', 'ecs:UpdateContainerInstancesState'],
      ],
      [machines.autoScalingGroupArn, ['autoscaling:TerminateInstanceInAutoScalingGroup']],
    ] as const) {
      this.handler.addToRolePolicy(
        new PolicyStatement({ actions: [...actions], resources: [resource] }),
      );
    }
    const [clusterId, groupId] = [cluster, machines].map((each) =>
      stack.getLogicalId(each.node.defaultChild as CfnResource),
    );
    const arn = (service: string) =>
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>`;
    Validations.of(this).acknowledge(
      {
        id: `${arn('ecs')}:container-instance/<${clusterId}>/*]`,
        reason: "A machine's id is known only at run time; the wildcard is limited to our cluster.",
      },
      {
        id: `${arn('autoscaling')}:autoScalingGroup:*:autoScalingGroupName/<${groupId}>]`,
        reason:
          "The wildcard stands for the group's second id, which CloudFormation does not tell.",
      },
    );
  }

  #grant({ storage, queue, cluster, cpu, gpu }: ScalerProps): void {
    const grantee = this.handler;
    const services = [cpu, ...(gpu ? [gpu] : [])].map(({ service }) => service.serviceArn);
    const onlyOurCluster = { ArnEquals: { 'ecs:cluster': cluster.clusterArn } };
    queue.jobs.grant(grantee, 'sqs:GetQueueAttributes');
    for (const statement of [
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [storage.jobs.tableArn],
        conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [scalingItemKey] } },
      }),
      new PolicyStatement({
        actions: ['ecs:DescribeServices', 'ecs:UpdateService'],
        resources: services,
      }),
      new PolicyStatement({
        actions: ['ecs:ListTasks'],
        resources: ['*'],
        conditions: onlyOurCluster,
      }),
    ]) {
      this.handler.addToRolePolicy(statement);
    }
    Grant.addToPrincipal({
      grantee,
      actions: ['ecs:GetTaskProtection'],
      resourceArns: [everyTaskOf(Stack.of(this), cluster.clusterName)],
    });
    if (gpu?.machines) this.#grantMachines(gpu.machines, cluster);
    const clusterId = Stack.of(this).getLogicalId(cluster.node.defaultChild as CfnCluster);
    Validations.of(this).acknowledge(
      {
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>:task/<${clusterId}>/*]`,
        reason: 'A task id is known only at run time; the wildcard is limited to our cluster.',
      },
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'ecs:ListTasks takes no service; a condition limits it to our cluster.',
      },
    );
  }
}
