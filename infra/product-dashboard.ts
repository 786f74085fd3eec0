import { type FailureCode, failureCodes, failureTexts } from '@my-pitch/shared/errors';
import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  type MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import { monthlyBudget } from './monthly-budget.ts';
import { operatorAlarm } from './operator-alarm.ts';
import { metricMath, productMetric, productMetricsBy } from './product-metric.ts';
import type { JobQueue } from './queue.ts';

const hour = Duration.hours(1);
const quarter = Duration.minutes(15);

/** Fewer songs in an hour say nothing about the ratio of failures. */
const minEndedSongs = 10;
const maxFailureRatio = 0.5;
/** In a quarter of an hour, with the same code. Singers send wrong files in groups, too. */
const burstOfOurFailures = 3;
const burstOfSongFailures = 20;
/** The longest song takes a worker without a working GPU a third of this for one stage. */
const progressWithin = Duration.minutes(30);

export interface ProductDashboardProps {
  readonly config: Config;
  readonly topic: Topic;
  readonly queue: JobQueue;
}

/** What happens to the songs: rows of the dashboard, and alarms. docs/operations.md says what to do. */
export class ProductDashboard extends Construct {
  /** The dashboard's rows. */
  readonly rows: IWidget[][];

  constructor(scope: Construct, id: string, props: ProductDashboardProps) {
    super(scope, id);
    const { config, topic, queue } = props;
    const ratio = failureRatio();
    const alarm = (name: string, alarmDescription: string, metric: IMetric, threshold: number) =>
      operatorAlarm(this, name, { topic, alarmDescription, metric, threshold });
    alarm('FailureRatio', 'Half of the songs fail', ratio, maxFailureRatio);
    alarm(
      'OurFailureBurst',
      'Several songs failed alike because of us',
      mostFrequent('Failures because of us', ourCodes),
      burstOfOurFailures,
    );
    alarm(
      'SongFailureBurst',
      'Many songs were refused alike',
      mostFrequent('Failures because of the song', songCodes),
      burstOfSongFailures,
    );
    alarm('CpuFallback', 'A worker does not use its GPU', productMetric('CpuFallbacks'), 1);
    alarm('NoProgress', 'Songs are in work and no stage ends', standstill(queue), 1);
    if (config.monthlyBudgetDollars !== undefined) {
      monthlyBudget(this, topic, config.monthlyBudgetDollars);
    }
    this.rows = [songs(ratio), durations(), separation()];
  }
}

const isOurs = (code: FailureCode): boolean => failureTexts[code].retryable;
const ourCodes = failureCodes.filter(isOurs);
const songCodes = failureCodes.filter((code) => !isOurs(code));

/** The share of the songs that ended in an hour which failed; 0 while there are only a few. */
function failureRatio(): MathExpression {
  const failed = productMetric('SongsFailed', { period: hour });
  const completed = productMetric('SongsCompleted', { period: hour });
  const ended = '(FILL(failed, 0) + FILL(completed, 0))';
  return metricMath(
    'Share of failed songs',
    `IF(${ended} >= ${minEndedSongs}, FILL(failed, 0) / ${ended}, 0)`,
    { failed, completed },
    hour,
  );
}

/** How many songs failed with the most frequent of these codes. */
function mostFrequent(label: string, codes: readonly FailureCode[]): MathExpression {
  const metrics = codes.map((code, index) => {
    const of = ['FailureCode', code] as const;
    return [`m${index}`, productMetric('SongsFailed', { of, period: quarter })] as const;
  });
  const counts = metrics.map(([id]) => `FILL(${id}, 0)`).join(', ');
  return metricMath(label, `MAX([${counts}])`, Object.fromEntries(metrics), quarter);
}

/** 1 while songs are in work, or hidden before a retry, and no worker ends a stage. */
function standstill({ jobs }: JobQueue): MathExpression {
  const working = jobs.metricApproximateNumberOfMessagesNotVisible({
    // The whole time: a song that was just claimed is no standstill.
    statistic: Stats.MINIMUM,
    period: progressWithin,
  });
  const stages = productMetric('StageSeconds', {
    statistic: Stats.SAMPLE_COUNT,
    period: progressWithin,
  });
  return metricMath(
    'Songs in work, no stage ends',
    'IF(FILL(working, 0) >= 1 AND FILL(stages, 0) < 1, 1, 0)',
    { working, stages },
    progressWithin,
  );
}

function songs(ratio: IMetric): IWidget[] {
  const created = productMetric('SongsCreated', { label: 'created' });
  const completed = productMetric('SongsCompleted', { label: 'completed' });
  const reused = productMetric('SongsReused', { label: 'copied' });
  const failed = productMetric('SongsFailed', { label: 'failed' });
  return [
    new GraphWidget({
      title: 'Songs',
      left: [created, completed, reused, failed],
      right: [ratio],
      width: 8,
    }),
    graph('Failed songs by code', productMetricsBy('SongsFailed', 'FailureCode')),
    graph('Refused requests by code', productMetricsBy('RequestsRefused', 'ProblemCode')),
  ];
}

function durations(): IWidget[] {
  const percentiles = (name: 'WaitingSeconds' | 'UploadToScoreSeconds', what: string) =>
    [50, 90].map((percent) =>
      productMetric(name, { statistic: Stats.percentile(percent), label: `${what}, p${percent}` }),
    );
  const stages = productMetricsBy('StageSeconds', 'Stage', { statistic: Stats.AVERAGE });
  return [
    new GraphWidget({ title: 'Seconds per stage', left: stages, stacked: true, width: 8 }),
    graph('Seconds until a worker takes a song', percentiles('WaitingSeconds', 'waiting')),
    graph('Seconds from upload to score', percentiles('UploadToScoreSeconds', 'upload to score')),
  ];
}

function separation(): IWidget[] {
  return [
    graph('Completed songs by provider', [
      ...productMetricsBy('SongsCompleted', 'Provider'),
      productMetric('CpuFallbacks', { label: 'cpu instead of a GPU' }),
    ]),
    graph('Completed songs by preset', productMetricsBy('SongsCompleted', 'Preset')),
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8 });
}
