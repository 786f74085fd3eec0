import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureCodes } from '@my-pitch/shared/errors';
import { type MetricName, metricNames, productMetrics } from '@my-pitch/shared/product-metrics';
import { describe, expect, it } from 'vitest';
import { alarmsOf, type Readings } from './testing/alarms.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws', context: { monthlyBudgetDollars: '50' } });
const operations = readFileSync(join(import.meta.dirname, '..', 'docs', 'operations.md'), 'utf8');
const [topic = ''] = Object.keys(template.findResources('AWS::SNS::Topic'));

/** The value of a product metric; `of` is the dimension's value, absent for the total. */
interface Reading {
  readonly name: MetricName | 'ApproximateNumberOfMessagesNotVisible';
  readonly of?: string;
  readonly value: number;
}

const readings =
  (...given: readonly Reading[]): Readings =>
  (metricName, resource) => {
    const dimensions: readonly { readonly Name: string; readonly Value: unknown }[] =
      JSON.parse(resource);
    if (JSON.stringify(dimensions).includes('DeadLetters')) return undefined;
    const value = dimensions.find(({ Name }) => !['service', 'QueueName'].includes(Name))?.Value;
    return given.find(({ name, of }) => name === metricName && of === value)?.value;
  };

describe('the alarms of the product', () => {
  const alarms = alarmsOf(template).filter(({ actions }) => actions.includes(topic));
  const raisedBy = (...given: readonly Reading[]) =>
    alarms
      .filter((alarm) => alarm.isBreached(readings(...given)))
      .map(({ description }) => description);

  it.each([
    [5, 5, ['Half of the songs fail']],
    [10, 0, ['Half of the songs fail']],
    [49, 51, []],
    [4, 5, []],
    [9, 0, []],
    [0, 100, []],
  ])('with %i failed and %i completed songs in an hour', (failed, completed, raised) => {
    expect(
      raisedBy(
        { name: 'SongsFailed', value: failed },
        { name: 'SongsCompleted', value: completed },
      ),
    ).toEqual(raised);
  });

  it.each(failureCodes)('raise one for a burst of %s', (code) => {
    const raised = (value: number) => raisedBy({ name: 'SongsFailed', of: code, value });
    const [few, many] = [raised(3), raised(20)];
    const isOurs = few.length > 0;
    expect(raised(2)).toEqual([]);
    expect(raised(19)).toEqual(few);
    expect(many).toEqual([
      isOurs ? 'Several songs failed alike because of us' : 'Many songs were refused alike',
    ]);
    expect(isOurs).toBe(
      /memory|disk|timed|missing|not-queued|not-ready|crashed|internal/.test(code),
    );
  });

  it('raise none for few failures of each code', () => {
    expect(
      raisedBy(...failureCodes.map((of) => ({ name: 'SongsFailed' as const, of, value: 2 }))),
    ).toEqual([]);
  });

  it('raise one for the first song that a GPU machine separates on its processor', () => {
    expect(raisedBy({ name: 'CpuFallbacks', value: 1 })).toEqual(['A worker does not use its GPU']);
  });

  it.each([
    ['songs in work and no stage', 1, undefined, 1],
    ['songs in work and a stage', 4, 1, 0],
    ['no songs in work', 0, undefined, 0],
  ])('without progress: %s', (_name, inWork, stages, count) => {
    const raised = raisedBy(
      { name: 'ApproximateNumberOfMessagesNotVisible', value: inWork },
      ...(stages === undefined ? [] : [{ name: 'StageSeconds' as const, value: stages }]),
    );
    expect(raised.filter((text) => text === 'Songs are in work and no stage ends')).toHaveLength(
      count,
    );
    expect(raised).toHaveLength(count);
  });

  it('waits half an hour for progress', () => {
    const [alarm] = alarms.filter(({ description }) => /no stage ends/.test(description));
    expect(alarm?.minutes).toBe(30);
  });

  it('use at most the ten metrics that CloudWatch allows an alarm', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::CloudWatch::Alarm'))) {
      const inputs = (Properties.Metrics ?? []).filter(
        ({ MetricStat }: { MetricStat?: unknown }) => MetricStat !== undefined,
      );
      expect(inputs.length).toBeLessThanOrEqual(10);
    }
  });

  it('each have a row in docs/operations.md', () => {
    const ids = Object.entries(template.findResources('AWS::CloudWatch::Alarm'))
      .filter(([, { Properties }]) =>
        Properties.AlarmActions.some(({ Ref }: { Ref: string }) => Ref === topic),
      )
      .map(([id]) => /^Observability(?:Product)?(\w+?)[0-9A-F]{8}$/.exec(id)?.[1] ?? id);
    expect(ids.length).toBeGreaterThanOrEqual(12);
    expect(ids.filter((id) => !operations.includes(`| \`${id}\` |`))).toEqual([]);
  });
});

it('the dashboard shows every product metric, in total or by each dimension', () => {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const body = JSON.stringify(dashboard);
  for (const name of metricNames) {
    expect([
      name,
      body.includes(`\\"${name}\\",\\"service\\",\\"my-pitch\\"`) ||
        body.includes(`\\"MyPitch\\",\\"${name}\\"`),
    ]).toEqual([name, true]);
    expect(operations).toContain(`| \`${name}\` |`);
    for (const dimension of productMetrics[name].dimensions) {
      expect(operations).toContain(`\`${dimension}\``);
    }
  }
});

describe('the budget', () => {
  it('notifies the operator, by a topic to which AWS Budgets may publish', () => {
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 50, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
    const [budget] = Object.values(template.findResources('AWS::Budgets::Budget'));
    for (const { Subscribers } of budget?.Properties.NotificationsWithSubscribers ?? []) {
      expect(Subscribers).toEqual([{ SubscriptionType: 'SNS', Address: { Ref: topic } }]);
    }
    const policies = JSON.stringify(template.findResources('AWS::SNS::TopicPolicy'));
    expect(policies).toContain('budgets.amazonaws.com');
  });

  it('does not exist unless the operator sets one', () => {
    const without = synthesise({ target: 'aws' });
    without.resourceCountIs('AWS::Budgets::Budget', 0);
    expect(JSON.stringify(without.findResources('AWS::SNS::TopicPolicy'))).not.toContain('budgets');
  });
});
