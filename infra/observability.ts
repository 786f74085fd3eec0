import { Duration, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Workers } from './capacity/workers.ts';
import type { Config } from './config.ts';
import type { JobFunction } from './job-function.ts';
import type { JobFunctions } from './job-functions.ts';
import { operatorAlarm } from './operator-alarm.ts';
import { ProductDashboard } from './product-dashboard.ts';
import { metricMath } from './product-metric.ts';
import type { Push } from './push.ts';
import type { JobQueue } from './queue.ts';

export interface ObservabilityProps {
  readonly config: Config;
  readonly api: HttpApi;
  readonly functions: JobFunctions;
  readonly push: Push;
  readonly queue: JobQueue;
  readonly workers: Workers;
}

const period = Duration.minutes(5);

/** Alarms and a dashboard for the operator; docs/operations.md describes how to respond. */
export class Observability extends Construct {
  readonly #topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { config, api, functions, push, queue, workers }: ObservabilityProps,
  ) {
    super(scope, id);
    this.#topic = operatorTopic(this, config);
    const { deadLetters, oldest, oldestUpload } = queueMetrics(queue);
    const givenUp = sumOf('Songs given up', [
      functions.onDeadLetter.metricInvocations({ statistic: Stats.SUM, period }),
      functions.onDeadUpload.metricInvocations({ statistic: Stats.SUM, period }),
      workers.songsGivenUp,
    ]);
    const errors = functionErrors(functions, workers);
    const pushErrors = errorsOf('Push errors', push.functions);
    const serverErrors = api.metricServerError({ statistic: Stats.SUM, period });

    this.#alarm(
      'DeadLetterDepth',
      'Dead letters that their function could not handle',
      deadLetters,
      1,
    );
    this.#alarm('SongGivenUp', 'A song failed again and again', givenUp, 1);
    this.#alarm('WorkerSick', 'A worker found its machine sick', workers.sickWorkers, 1);
    this.#alarm('OldestMessageAge', 'A song has waited for half an hour', oldest, 30 * 60);
    this.#alarm('UploadEventAge', 'Uploads wait for on-upload', oldestUpload, 5 * 60);
    this.#alarm('FunctionErrors', 'Functions throw', errors, 3);
    this.#alarm('PushErrors', 'Pages do not hear of changes until they poll', pushErrors, 3);
    this.#alarm('CountsBehind', 'The counters of the queue lag', lagOf(functions), 60_000);
    this.#alarm('ApiServerErrors', 'The API answers 5xx', serverErrors, 3);
    // Four periods of five minutes: a machine takes about five minutes to start.
    const stranded = workers.songsWithoutWorker;
    this.#alarm('NoWorker', 'Songs wait and no worker starts', stranded, 1, 4);

    const topic = this.#topic;
    const product = new ProductDashboard(this, 'Product', { config, topic, queue });
    new Dashboard(this, 'Dashboard', {
      widgets: [
        ...product.rows,
        [
          graph('Queue', queueDepth(queue)),
          graph('Age of the oldest message (s)', [oldest, oldestUpload]),
          graph('Workers', workerCounts(workers, config)),
        ],
        [
          graph('Dead letters and songs given up', [deadLetters, givenUp]),
          graph('Errors', [errors, serverErrors]),
          graph('API', apiTraffic(api)),
        ],
        [
          graph('Songs without a worker, sick workers', [stranded, workers.sickWorkers]),
          // Two sums in one graph would share the names of their metrics.
          graph('Push errors', [pushErrors]),
        ],
      ],
    });
  }

  #alarm(id: string, alarmDescription: string, metric: IMetric, threshold: number, periods = 1) {
    operatorAlarm(this, id, { topic: this.#topic, alarmDescription, metric, threshold, periods });
  }
}

/** Receives every alarm. */
function operatorTopic(scope: Construct, { alarmEmail }: Config): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  Validations.of(topic).acknowledge({
    id: 'AwsSolutions-SNS2',
    reason: 'Messages contain only alarm names; a customer-managed key costs money while idle.',
  });
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

/** What the alarms compare: dead letters, and the ages of the oldest job and upload event in seconds. */
function queueMetrics({ jobs, deadLetters, uploadEvents, deadUploadEvents }: JobQueue) {
  const maximum = { statistic: Stats.MAXIMUM, period };
  return {
    deadLetters: sumOf(
      'Dead letters',
      [deadLetters, deadUploadEvents].map((queue) =>
        queue.metricApproximateNumberOfMessagesVisible(maximum),
      ),
    ),
    oldest: jobs.metricApproximateAgeOfOldestMessage(maximum),
    oldestUpload: uploadEvents.metricApproximateAgeOfOldestMessage(maximum),
  };
}

/** The age of the oldest change that is not counted yet, in milliseconds. */
function lagOf({ queueCounts }: JobFunctions): IMetric {
  return queueCounts.metric('IteratorAge', { statistic: Stats.MAXIMUM, period });
}

function queueDepth({ jobs }: JobQueue): IMetric[] {
  return [
    jobs.metricApproximateNumberOfMessagesVisible({ label: 'waiting', period }),
    jobs.metricApproximateNumberOfMessagesNotVisible({ label: 'in work', period }),
  ];
}

function workerCounts({ scaler }: Workers, { maxGpuWorkers }: Config): IMetric[] {
  const kinds = maxGpuWorkers > 0 ? ['Cpu', 'Gpu'] : ['Cpu'];
  const counts = kinds.flatMap((kind) =>
    ['Desired', 'Running', 'Busy'].map((count) => scaler.metric(`${kind}${count}`)),
  );
  return maxGpuWorkers > 0 ? [...counts, scaler.metric('GpuMachines')] : counts;
}

function apiTraffic(http: HttpApi): IMetric[] {
  return [http.metricCount({ period }), http.metricClientError({ period })];
}

/** An alarm takes at most ten metrics. What the functions for dead letters cannot handle has its own alarm. */
function functionErrors(functions: JobFunctions, { scaler }: Workers): IMetric {
  const { onDeadLetter, onDeadUpload, describeApi } = functions;
  const excluded: readonly unknown[] = [onDeadLetter, onDeadUpload, describeApi];
  const counted = functions.all.filter((each) => !excluded.includes(each));
  return errorsOf('Function errors', [...counted, scaler.handler]);
}

function errorsOf(label: string, functions: readonly JobFunction[]): MathExpression {
  return sumOf(
    label,
    functions.map((each) => each.metricErrors({ statistic: Stats.SUM, period })),
  );
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8 });
}

function sumOf(label: string, metrics: readonly IMetric[]): MathExpression {
  // Two sums of one graph need different ids.
  const id = label.toLowerCase().replaceAll(' ', '_');
  const named = metrics.map((metric, index) => [`${id}_${index}`, metric] as const);
  const filled = named.map(([name]) => `FILL(${name}, 0)`).join(', ');
  return metricMath(label, `SUM([${filled}])`, Object.fromEntries(named), period);
}
