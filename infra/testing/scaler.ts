import type { Template } from 'aws-cdk-lib/assertions';
import { type AlarmModel, alarmsOf, type Readings } from './alarms.ts';

/** A steady state of the queue and the workers; what is absent has no data point. */
export interface Workload {
  readonly workers?: number;
  readonly waitingSongs?: number;
  readonly songsInWork?: number;
  readonly uploads?: number;
}

export interface Decision {
  /** The number of workers that Application Auto Scaling sets. */
  readonly workers: number;
  /** After how long, if the workload stays the same. */
  readonly minutes: number;
}

interface StepPolicy {
  readonly AdjustmentType: 'ExactCapacity' | 'ChangeInCapacity';
  readonly StepAdjustments: readonly {
    readonly MetricIntervalLowerBound?: number;
    readonly MetricIntervalUpperBound?: number;
    readonly ScalingAdjustment: number;
  }[];
}

/**
 * The scaling policies of a template, as a function from a steady workload to every decision that
 * changes the number of workers.
 */
export function scalerOf(template: Template): (workload: Workload) => readonly Decision[] {
  const policies = template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy');
  const [target] = Object.values(
    template.findResources('AWS::ApplicationAutoScaling::ScalableTarget'),
  );
  const { MinCapacity, MaxCapacity } = target?.Properties ?? {};
  const alarms = alarmsOf(template).flatMap((alarm) => {
    const [id] = alarm.actions.filter((action) => action in policies);
    if (id === undefined) return [];
    const policy: StepPolicy = policies[id]?.Properties.StepScalingPolicyConfiguration;
    return [{ alarm, policy }];
  });
  return (workload) => {
    const readings = readingsOf(workload);
    const before = workload.workers ?? 0;
    return alarms
      .filter(({ alarm }) => alarm.isBreached(readings))
      .map(({ alarm, policy }) => {
        const adjustment = adjustmentOf(policy, alarm, readings);
        const isExact = policy.AdjustmentType === 'ExactCapacity';
        const workers = isExact ? adjustment : before + adjustment;
        return {
          workers: Math.min(MaxCapacity, Math.max(MinCapacity, workers)),
          minutes: alarm.minutes,
        };
      })
      .filter(({ workers }) => workers !== before);
  };
}

/** Bounds are relative to the threshold; the bound that is nearer to it belongs to the interval. */
function adjustmentOf(policy: StepPolicy, alarm: AlarmModel, readings: Readings): number {
  const beyond = (alarm.value(readings) ?? 0) - alarm.threshold;
  const matching = policy.StepAdjustments.filter(
    ({
      MetricIntervalLowerBound: low = Number.NEGATIVE_INFINITY,
      MetricIntervalUpperBound: high = Number.POSITIVE_INFINITY,
    }) => (beyond >= 0 ? low <= beyond && beyond < high : low < beyond && beyond <= high),
  );
  const [only] = matching;
  if (!only || matching.length > 1) throw new Error(`${matching.length} steps match ${beyond}`);
  return only.ScalingAdjustment;
}

function readingsOf({ workers, waitingSongs, songsInWork, uploads }: Workload): Readings {
  const values: Readonly<Record<string, number | undefined>> = {
    RunningTaskCount: workers,
    ApproximateNumberOfMessagesVisible: waitingSongs,
    ApproximateNumberOfMessagesNotVisible: songsInWork,
    Invocations: uploads,
  };
  return (metricName, resource) =>
    // The dead-letter queue and the other functions stay silent.
    /DeadLetters|OnDeadLetter/.test(resource) ? undefined : values[metricName];
}
