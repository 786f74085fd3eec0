import { problemCodes } from './api.ts';
import { failureCodes } from './errors.ts';
import { presets } from './job.ts';
import { stages } from './stages.ts';

/** The CloudWatch namespace of the product's metrics. */
export const metricNamespace = 'MyPitch';

/** Every product metric has this dimension in CloudWatch: Powertools adds one named `service`. */
export const serviceDimension = { name: 'service', value: 'my-pitch' } as const;

/** What can separate a song: execution providers, or none for a recording of only a voice. */
const providers = [
  'none',
  'cpu',
  'openvino',
  'cuda',
  'tensorrt',
  'webgpu',
  'coreml',
  'dml',
  'other',
] as const;
type Provider = (typeof providers)[number];

/**
 * Every dimension with all its values. The lists are closed and short, because each value of a
 * dimension is a metric of its own that costs money: never an id, a name or a text.
 */
export const dimensionValues = {
  Preset: presets,
  FailureCode: failureCodes,
  ProblemCode: problemCodes,
  Stage: stages,
  Provider: providers,
} as const;
export type DimensionName = keyof typeof dimensionValues;

interface MetricDefinition {
  readonly unit: 'Count' | 'Seconds';
  readonly dimensions: readonly DimensionName[];
  /** Whether workers record it; functions record the others. */
  readonly fromWorker: boolean;
  /** What one value stands for. */
  readonly help: string;
}

/**
 * The product's metrics: the names, units and dimensions of CloudWatch. In CloudWatch each metric
 * exists as a total and once for each value of each single dimension.
 */
export const productMetrics = {
  SongsCreated: {
    unit: 'Count',
    dimensions: ['Preset'],
    fromWorker: false,
    help: 'Songs for which a page got an upload form',
  },
  RequestsRefused: {
    unit: 'Count',
    dimensions: ['ProblemCode'],
    fromWorker: false,
    help: 'Requests that the API answered with a problem',
  },
  SongsCompleted: {
    unit: 'Count',
    dimensions: ['Preset', 'Provider'],
    fromWorker: true,
    help: 'Songs with a score',
  },
  SongsReused: {
    unit: 'Count',
    dimensions: [],
    fromWorker: false,
    help: 'Songs whose result was copied from an earlier job with the same file',
  },
  SongsFailed: {
    unit: 'Count',
    dimensions: ['FailureCode'],
    fromWorker: true,
    help: 'Songs that failed for good',
  },
  CpuFallbacks: {
    unit: 'Count',
    dimensions: [],
    fromWorker: true,
    help: 'Songs that were separated by the processor of a machine that has a GPU',
  },
  StageSeconds: {
    unit: 'Seconds',
    dimensions: ['Stage'],
    fromWorker: true,
    help: 'Duration of a stage that ended well; store includes the uploads of the artifacts',
  },
  WaitingSeconds: {
    unit: 'Seconds',
    dimensions: [],
    fromWorker: true,
    help: 'Time from the upload of a song to its first claim',
  },
  UploadToScoreSeconds: {
    unit: 'Seconds',
    dimensions: [],
    fromWorker: true,
    help: 'Time from the upload of a song to its score',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
export type MetricName = keyof typeof productMetrics;

/** All names, in the order of the table above. */
export const metricNames = Object.keys(productMetrics) as readonly MetricName[];

/** A value for each dimension of a metric. */
export type MetricLabels<Name extends MetricName> = {
  readonly [Dimension in (typeof productMetrics)[Name]['dimensions'][number]]: (typeof dimensionValues)[Dimension][number];
};

/** Where metrics go. */
export interface ProductMetrics {
  /**
   * Records one value: a count, or a duration in seconds. Never throws: a song does not fail because
   * of a metric.
   */
  record<Name extends MetricName>(name: Name, value: number, labels: MetricLabels<Name>): void;
}

/** The value of the dimension `Provider` for the name of an execution provider; `none` if there was none. */
export function providerLabel(name: string | undefined): Provider {
  if (name === undefined) return 'none';
  return providers.find((provider) => provider === name) ?? 'other';
}
