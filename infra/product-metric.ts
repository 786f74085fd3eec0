import {
  type DimensionName,
  dimensionValues,
  type MetricName,
  metricNamespace,
  serviceDimension,
} from '@my-pitch/shared/product-metrics';
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

export interface ProductMetricOptions {
  /** One value of one dimension; by default the total. */
  readonly of?: readonly [dimension: DimensionName, value: string];
  /** By default the sum. */
  readonly statistic?: string;
  readonly period?: Duration;
  readonly label?: string;
}

/** A product metric in CloudWatch, as functions and workers record it. */
export function productMetric(name: MetricName, options: ProductMetricOptions = {}): Metric {
  const { of, statistic = Stats.SUM, period = Duration.minutes(5), label } = options;
  return new Metric({
    namespace: metricNamespace,
    metricName: name,
    dimensionsMap: {
      [serviceDimension.name]: serviceDimension.value,
      ...(of && { [of[0]]: of[1] }),
    },
    statistic,
    period,
    ...(label !== undefined && { label }),
  });
}

/** The metric once for each value of a dimension. */
export function productMetricsBy(
  name: MetricName,
  dimension: DimensionName,
  options: Omit<ProductMetricOptions, 'of' | 'label'> = {},
): Metric[] {
  return dimensionValues[dimension].map((value) =>
    productMetric(name, { ...options, of: [dimension, value], label: value }),
  );
}

/** Metric math over metrics with these ids. CloudWatch allows an alarm ten of them. */
export function metricMath(
  label: string,
  expression: string,
  usingMetrics: Readonly<Record<string, IMetric>>,
  period: Duration,
): MathExpression {
  return new MathExpression({ label, expression, usingMetrics: { ...usingMetrics }, period });
}
