import { maxAttemptsEndingInCrash } from '@my-pitch/shared/limits';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });
const [deadLetterQueue = ''] = Object.keys(template.findResources('AWS::SQS::Queue')).filter((id) =>
  id.includes('DeadLetters'),
);

describe('the queues', () => {
  it('hide a message for exactly as long as a lease lasts', () => {
    const leased = synthesise({ target: 'aws', context: { leaseSeconds: '90' } });
    leased.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 90 });
    leased.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Environment: Match.arrayWith([{ Name: 'LEASE_SECONDS', Value: '90' }]),
        }),
      ],
    });
  });

  it('make a message a dead letter only long after its job has failed', () => {
    const [jobs] = Object.values(template.findResources('AWS::SQS::Queue')).filter(
      ({ Properties }) => Properties.RedrivePolicy !== undefined,
    );
    const { deadLetterTargetArn, maxReceiveCount } = jobs?.Properties.RedrivePolicy ?? {};
    expect(deadLetterTargetArn).toEqual({ 'Fn::GetAtt': [deadLetterQueue, 'Arn'] });
    expect(maxReceiveCount).toBeGreaterThanOrEqual(5 * maxAttemptsEndingInCrash);
  });

  it('keep dead letters for two weeks, and hand them to their function', () => {
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * 24 * 3600 });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [deadLetterQueue, 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('hide a dead letter for six times its function’s timeout, as AWS advises', () => {
    const [onDeadLetter] = Object.entries(template.findResources('AWS::Lambda::Function'))
      .filter(([id]) => id.includes('OnDeadLetter'))
      .map(([, { Properties }]) => Properties);
    const { VisibilityTimeout } = template.toJSON().Resources[deadLetterQueue].Properties;
    expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * onDeadLetter?.Timeout);
  });

  it('are encrypted and refuse plain HTTP', () => {
    expect(Object.keys(template.findResources('AWS::SQS::Queue'))).toHaveLength(2);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });
});
