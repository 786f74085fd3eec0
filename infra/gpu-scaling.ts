import { Duration, Stack } from 'aws-cdk-lib';
import {
  AdjustmentType,
  ScalableTarget,
  ServiceNamespace,
  StepScalingAction,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationScalingAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Ec2Service } from 'aws-cdk-lib/aws-ecs';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from './config.ts';

const period = Duration.minutes(1);
/** Application Auto Scaling allows this many steps per policy. */
const maxSteps = 20;

export interface GpuScalingProps {
  readonly config: Config;
  readonly service: Ec2Service;
  readonly queue: Queue;
  readonly onUpload: IFunction;
}

/**
 * Scales the workers with the queue: from none to enough for the backlog as soon as a song arrives,
 * up while there are too many songs per worker, down by one while workers are idle.
 */
export class GpuScaling extends Construct {
  /** 1 while songs wait and no worker runs. */
  readonly stranded: IMetric;

  constructor(scope: Construct, id: string, { config, service, queue, onUpload }: GpuScalingProps) {
    super(scope, id);
    const metrics = metricsOf(service, queue, onUpload);
    const target = new ScalableTarget(this, 'Workers', {
      serviceNamespace: ServiceNamespace.ECS,
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${service.cluster.clusterName}/${service.serviceName}`,
      minCapacity: 0,
      maxCapacity: config.maxWorkers,
      role: serviceLinkedRole(this),
    });
    this.stranded = metrics.stranded;
    this.#startFromZero(target, metrics.backlogWithoutWorkers, config);
    this.#grow(target, metrics.songsPerTask, config.songsPerWorker);
    this.#shrink(target, metrics.songsPerTask);
  }

  #startFromZero(scalingTarget: ScalableTarget, backlog: IMetric, config: Config): void {
    const action = new StepScalingAction(this, 'WakeAction', {
      scalingTarget,
      adjustmentType: AdjustmentType.EXACT_CAPACITY,
      cooldown: period,
    });
    const steps = Math.min(config.maxWorkers, maxSteps);
    for (let step = 0; step < steps; step++) {
      action.addAdjustment({
        adjustment: step === steps - 1 ? config.maxWorkers : step + 1,
        lowerBound: step * config.songsPerWorker,
        ...(step < steps - 1 && { upperBound: (step + 1) * config.songsPerWorker }),
      });
    }
    this.#alarm('Wake', action, { metric: backlog, threshold: 1, evaluationPeriods: 1 });
  }

  #grow(scalingTarget: ScalableTarget, songsPerTask: IMetric, songsPerWorker: number): void {
    const action = new StepScalingAction(this, 'GrowAction', {
      scalingTarget,
      adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
      // A new machine needs this long to start its worker.
      cooldown: Duration.minutes(5),
    });
    action.addAdjustment({ adjustment: 1, lowerBound: 0, upperBound: songsPerWorker });
    action.addAdjustment({ adjustment: 2, lowerBound: songsPerWorker });
    this.#alarm('Grow', action, {
      metric: songsPerTask,
      threshold: songsPerWorker,
      evaluationPeriods: 2,
    });
  }

  #shrink(scalingTarget: ScalableTarget, songsPerTask: IMetric): void {
    const action = new StepScalingAction(this, 'ShrinkAction', {
      scalingTarget,
      adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
      cooldown: Duration.minutes(2),
    });
    action.addAdjustment({ adjustment: -1, upperBound: 0 });
    this.#alarm('Shrink', action, {
      metric: songsPerTask,
      threshold: 0.5,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // Ten minutes: songs often follow each other, and a new machine takes minutes to start.
      evaluationPeriods: 10,
    });
  }

  #alarm(id: string, action: StepScalingAction, props: AlarmProps): void {
    new Alarm(this, id, {
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    }).addAlarmAction(new ApplicationScalingAction(action));
  }
}

/** Songs and workers, per minute. */
function metricsOf(service: Ec2Service, queue: Queue, onUpload: IFunction) {
  const tasks = new Metric({
    namespace: 'ECS/ContainerInsights',
    metricName: 'RunningTaskCount',
    dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
    statistic: Stats.MAXIMUM,
    period,
  });
  const usingMetrics = {
    tasks,
    waiting: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period }),
    working: queue.metricApproximateNumberOfMessagesNotVisible({
      statistic: Stats.MAXIMUM,
      period,
    }),
    // SQS stops publishing metrics of a queue that was inactive for six hours and needs up to 15 minutes
    // to resume. Uploads are counted at once.
    uploads: onUpload.metricInvocations({ statistic: Stats.SUM, period }),
  };
  const math = (label: string, expression: string, names: readonly (keyof typeof usingMetrics)[]) =>
    new MathExpression({
      label,
      expression,
      usingMetrics: Object.fromEntries(names.map((name) => [name, usingMetrics[name]])),
      period,
    });
  return {
    backlogWithoutWorkers: math(
      'Songs without a worker',
      'IF(FILL(tasks, 0) < 1, MAX([FILL(waiting, 0), FILL(uploads, 0)]), 0)',
      ['tasks', 'waiting', 'uploads'],
    ),
    // 1 without tasks: neither scales up nor down.
    songsPerTask: math(
      'Songs per worker',
      'IF(FILL(tasks, 0) > 0, (FILL(waiting, 0) + FILL(working, 0)) / FILL(tasks, 1), 1)',
      ['tasks', 'waiting', 'working'],
    ),
    stranded: math(
      'Songs wait, no worker runs',
      'IF(FILL(tasks, 0) < 1 AND FILL(waiting, 0) > 0, 1, 0)',
      ['tasks', 'waiting'],
    ),
  };
}

function serviceLinkedRole(scope: Construct) {
  const roleArn = Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role/aws-service-role/ecs.application-autoscaling.amazonaws.com',
    resourceName: 'AWSServiceRoleForApplicationAutoScaling_ECSService',
  });
  return Role.fromRoleArn(scope, 'ServiceLinkedRole', roleArn, { mutable: false });
}
