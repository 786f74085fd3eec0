import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws', context: { alarmEmail: 'ops@example.com' } });
const [topic = ''] = Object.keys(template.findResources('AWS::SNS::Topic'));

describe('observability', () => {
  it.each([
    ['Dead letters that their function could not handle', 1],
    ['A song failed again and again', 1],
    ['A worker found its machine sick', 1],
    ['A song has waited for half an hour', 1800],
    ['Functions throw', 3],
    ['The API answers 5xx', 3],
    ['Songs wait and no worker starts', 1],
  ])('alarms: %s', (AlarmDescription, Threshold) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription,
      Threshold,
      AlarmActions: [{ Ref: topic }],
      TreatMissingData: 'notBreaching',
    });
  });

  it('tells the operator, and shows a dashboard', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  it('counts the lines of the workers’ log that tell of songs given up and sick machines', () => {
    for (const mark of ['song-given-up', 'worker-sick']) {
      template.hasResourceProperties('AWS::Logs::MetricFilter', {
        FilterPattern: `{ $.metric = "${mark}" }`,
      });
    }
  });

  it('keeps no log for ever', () => {
    const groups = Object.values(template.findResources('AWS::Logs::LogGroup'));
    expect(groups.length).toBeGreaterThanOrEqual(9);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: Match.anyValue() });
  });
});
