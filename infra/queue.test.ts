import { lifetimes, maxAttemptsEndingInCrash } from '@my-pitch/shared/limits';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });
const queues = template.findResources('AWS::SQS::Queue');

function queueNamed(name: string) {
  const [[id, queue] = []] = Object.entries(queues).filter(([each]) => each.includes(name));
  if (id === undefined) throw new Error(`No queue is named ${name}`);
  return { id, properties: queue?.Properties };
}

function timeoutOf(name: string): number {
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'));
  const [reader] = functions.filter(([id]) => new RegExp(`${name}[0-9A-F]{8}$`).test(id));
  return reader?.[1].Properties.Timeout;
}

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
    const { deadLetterTargetArn, maxReceiveCount } =
      queueNamed('QueueJobs').properties.RedrivePolicy;
    expect(deadLetterTargetArn).toEqual({ 'Fn::GetAtt': [queueNamed('DeadLetters').id, 'Arn'] });
    expect(maxReceiveCount).toBeGreaterThanOrEqual(5 * maxAttemptsEndingInCrash);
  });

  it('give up on an upload event after half an hour, when its song’s form is still valid', () => {
    const { properties } = queueNamed('QueueUploadEvents');
    const { deadLetterTargetArn, maxReceiveCount } = properties.RedrivePolicy;
    expect(deadLetterTargetArn).toEqual({
      'Fn::GetAtt': [queueNamed('DeadUploadEvents').id, 'Arn'],
    });
    const seconds = maxReceiveCount * properties.VisibilityTimeout;
    expect(seconds).toBeGreaterThanOrEqual(30 * 60);
    expect(seconds).toBeLessThan(lifetimes.uploadFormSeconds);
  });

  it.each(['DeadLetters', 'DeadUploadEvents'])('keep the messages of %s for two weeks', (name) => {
    expect(queueNamed(name).properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it.each([
    ['QueueUploadEvents', 'OnUpload'],
    ['DeadUploadEvents', 'OnDeadUpload'],
    ['DeadLetters', 'OnDeadLetter'],
  ])('%s hands batches to %s, and hides them for six of its timeouts', (name, reader) => {
    const { id, properties } = queueNamed(name);
    const [mapping] = Object.values(
      template.findResources('AWS::Lambda::EventSourceMapping'),
    ).filter(({ Properties }) => Properties.EventSourceArn['Fn::GetAtt'][0] === id);
    expect(mapping?.Properties).toMatchObject({
      FunctionName: { Ref: expect.stringContaining(reader) },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeoutOf(reader));
  });

  it('are encrypted and refuse plain HTTP', () => {
    expect(Object.keys(queues)).toHaveLength(4);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('accept events from the bucket of uploads only', () => {
    const statements = Object.values(template.findResources('AWS::SQS::QueuePolicy')).flatMap(
      ({ Properties }): { Effect: string; Principal: unknown; Condition: unknown }[] =>
        Properties.PolicyDocument.Statement,
    );
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({
      Principal: { Service: 's3.amazonaws.com' },
      Condition: {
        ArnLike: {
          'aws:SourceArn': {
            'Fn::GetAtt': [expect.stringContaining('StorageUploads'), 'Arn'],
          },
        },
      },
    });
  });
});
