import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { alarmsOf, type Readings } from './testing/alarms.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws', context: { alarmEmail: 'ops@example.com' } });
const [topic = ''] = Object.keys(template.findResources('AWS::SNS::Topic'));

describe('observability', () => {
  const alarms = alarmsOf(template).filter(({ actions }) => actions.includes(topic));
  const raisedBy = (readings: Readings) =>
    alarms.filter((alarm) => alarm.isBreached(readings)).map(({ description }) => description);
  /** These values for the resources whose logical id contains a name, no data for all others. */
  const of =
    (name: string, values: Readonly<Record<string, number>>): Readings =>
    (metricName, resource) =>
      resource.includes(name) ? values[metricName] : undefined;

  it('raises no alarm without data', () => {
    expect(alarms.length).toBeGreaterThanOrEqual(7);
    expect(raisedBy(() => undefined)).toEqual([]);
  });

  it.each([
    [
      'a dead letter that its function left in the queue',
      of('DeadLetters', { ApproximateNumberOfMessagesVisible: 1 }),
      'Dead letters that their function could not handle',
    ],
    [
      'a dead upload event that its function left in the queue',
      of('DeadUploadEvents', { ApproximateNumberOfMessagesVisible: 1 }),
      'Dead letters that their function could not handle',
    ],
    [
      'an upload that could not be queued',
      of('OnDeadUpload', { Invocations: 1 }),
      'A song failed again and again',
    ],
    [
      'an upload that has waited for five minutes',
      of('QueueUploadEvents', { ApproximateAgeOfOldestMessage: 300 }),
      'Uploads wait for on-upload',
    ],
    [
      'a song that the dead-letter function failed',
      of('OnDeadLetter', { Invocations: 1 }),
      'A song failed again and again',
    ],
    [
      'a song that a worker gave up',
      (name: string) => (name === 'SongsGivenUp' ? 1 : undefined),
      'A song failed again and again',
    ],
    [
      'a sick worker',
      (name: string) => (name === 'SickWorkers' ? 1 : undefined),
      'A worker found its machine sick',
    ],
    [
      'a song that has waited for 30 minutes',
      of('QueueJobs', { ApproximateAgeOfOldestMessage: 1800 }),
      'A song has waited for half an hour',
    ],
    ['three errors of one function', of('CreateJob', { Errors: 3 }), 'Functions throw'],
    [
      'one error of each of three functions',
      (name: string, resource: string) =>
        name === 'Errors' && /CreateJob|GetJob|Expire/.test(resource) ? 1 : undefined,
      'Functions throw',
    ],
    ['a scaler that fails', of('Scale', { Errors: 3 }), 'Functions throw'],
    [
      'three errors of the functions of sockets',
      (name: string, resource: string) =>
        name === 'Errors' && /PushConnect|PushFollow|PushDisconnect/.test(resource) ? 1 : undefined,
      'Pages do not hear of changes until they poll',
    ],
    [
      'counters that lag a minute behind',
      of('QueueCounts', { IteratorAge: 60_000 }),
      'The counters of the queue lag',
    ],
    ['three answers of 5xx', of('Api', { '5xx': 3 }), 'The API answers 5xx'],
    [
      'songs without a worker',
      (name: string) => (name === 'SongsWithoutWorker' ? 1 : undefined),
      'Songs wait and no worker starts',
    ],
  ] as const)('raises one alarm for %s', (_, readings, description) => {
    expect(raisedBy(readings)).toEqual([description]);
  });

  it.each([
    ['a song that has waited for less', of('QueueJobs', { ApproximateAgeOfOldestMessage: 1799 })],
    ['an upload that waits', of('QueueUploadEvents', { ApproximateAgeOfOldestMessage: 299 })],
    ['two errors', of('CreateJob', { Errors: 2 })],
    ['two answers of 5xx', of('Api', { '5xx': 2 })],
    [
      'songs that wait while a worker runs',
      (name: string, resource: string) =>
        ({
          SongsWithoutWorker: 0,
          ApproximateNumberOfMessagesVisible: resource.includes('QueueJobs') ? 9 : 0,
        })[name],
    ],
  ] as const)('raises none for %s', (_, readings) => {
    expect(raisedBy(readings)).toEqual([]);
  });

  it('waits for a machine to start before it reports songs without a worker', () => {
    const [noWorker] = alarms.filter(({ description }) => /no worker starts/.test(description));
    expect(noWorker?.minutes).toBe(20);
  });

  it('notifies the operator and has a dashboard', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  it('counts the workers’ log lines about songs given up and sick machines', () => {
    for (const mark of ['song-given-up', 'worker-sick']) {
      template.hasResourceProperties('AWS::Logs::MetricFilter', {
        FilterPattern: `{ $.metric = "${mark}" }`,
      });
    }
  });

  it('limits how long every log is kept', () => {
    const groups = Object.values(template.findResources('AWS::Logs::LogGroup'));
    expect(groups.length).toBeGreaterThanOrEqual(9);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: Match.anyValue() });
  });
});
