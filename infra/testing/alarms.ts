import { compileFunction } from 'node:vm';
import type { Template } from 'aws-cdk-lib/assertions';

/**
 * The value of a CloudWatch metric in one period; `undefined` where no data point exists.
 * @param resource the metric's dimensions as JSON, which contain the logical id of its resource.
 */
export type Readings = (metricName: string, resource: string) => number | undefined;

/** One alarm of a template, evaluated on numbers as CloudWatch would. */
export interface AlarmModel {
  readonly description: string;
  /** How long the threshold has to be breached until the alarm acts; every period is equally long. */
  readonly minutes: number;
  readonly threshold: number;
  /** Logical ids of what the alarm triggers. */
  readonly actions: readonly string[];
  /** The metric's value, missing data excepted. */
  value(readings: Readings): number | undefined;
  isBreached(readings: Readings): boolean;
}

interface MetricSource {
  readonly MetricName: string;
  readonly Dimensions?: unknown;
}

interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: MetricSource; readonly Period: number };
}

interface AlarmProperties extends MetricSource {
  readonly AlarmDescription?: string;
  readonly Period?: number;
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
  readonly AlarmActions: readonly { readonly Ref: string }[];
  readonly Metrics?: readonly MetricQuery[];
}

/** Every alarm of a template. */
export function alarmsOf(template: Template): readonly AlarmModel[] {
  return Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) =>
    modelOf(Properties as AlarmProperties),
  );
}

function modelOf(alarm: AlarmProperties): AlarmModel {
  const queries = alarm.Metrics ?? [];
  const periodSeconds =
    alarm.Period ?? Math.max(...queries.map(({ MetricStat }) => MetricStat?.Period ?? 0));
  const value = queries.length === 0 ? singleMetric(alarm) : metricMath(queries);
  return {
    description: alarm.AlarmDescription ?? '',
    minutes: (periodSeconds * alarm.EvaluationPeriods) / 60,
    threshold: alarm.Threshold,
    actions: alarm.AlarmActions.map(({ Ref }) => Ref),
    value,
    isBreached(readings) {
      const current = value(readings);
      if (current === undefined) return alarm.TreatMissingData === 'breaching';
      return compare(alarm.ComparisonOperator, current, alarm.Threshold);
    },
  };
}

function singleMetric({ MetricName, Dimensions }: MetricSource) {
  const resource = JSON.stringify(Dimensions ?? []);
  return (readings: Readings) => readings(MetricName, resource);
}

function metricMath(queries: readonly MetricQuery[]) {
  const inputs = queries.flatMap(({ Id, MetricStat }) =>
    MetricStat ? [{ id: Id, valueIn: singleMetric(MetricStat.Metric) }] : [],
  );
  const [expression = ''] = queries.flatMap(({ Expression }) => Expression ?? []);
  const evaluate = compileMetricMath(
    expression,
    inputs.map(({ id }) => id),
  );
  return (readings: Readings) => evaluate(inputs.map(({ valueIn }) => valueIn(readings)));
}

function compare(operator: string, value: number, threshold: number): boolean {
  if (operator === 'GreaterThanOrEqualToThreshold') return value >= threshold;
  if (operator === 'LessThanThreshold') return value < threshold;
  throw new Error(`Unknown comparison operator: ${operator}`);
}

const functions = {
  IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
  FILL: (value: number | undefined, missing: number) => value ?? missing,
  MAX: (all: readonly number[]) => Math.max(...all),
  SUM: (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0),
};

/** The part of CloudWatch's metric math that the stack uses, as a function of one period's `ids`, in order. */
function compileMetricMath(expression: string, ids: readonly string[]) {
  const script = expression.replaceAll(/\bAND\b/g, '&&').replaceAll(/\bOR\b/g, '||');
  const compiled = compileFunction(`return ${script}`, [...Object.keys(functions), ...ids]);
  return (values: readonly (number | undefined)[]): number =>
    Number(compiled(...Object.values(functions), ...values));
}
