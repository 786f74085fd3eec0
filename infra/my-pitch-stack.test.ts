import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { buildStack, emptyFolder, type StackOptions, synthesise } from './testing/synthesise.ts';

const outputsOfBoth = [
  'ApiUrl',
  'DeadLetterQueueUrl',
  'DeadUploadEventQueueUrl',
  'JobQueueUrl',
  'JobTableName',
  'PipelineCode',
  'ResultsBucketName',
  'SocketUrl',
  'UploadEventQueueUrl',
  'UploadsBucketName',
];

function findings({ app }: ReturnType<typeof buildStack>): readonly string[] {
  return new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    );
}

function exportedWebFolder(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, '_next/static'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<script>start()</script>');
  return folder;
}

describe('the stack', () => {
  it('outputs the names that the local set-up and the operator need', () => {
    const outputs = (target: StackOptions['target']) =>
      Object.keys(synthesise({ target }).findOutputs('*')).sort();
    expect(outputs('local')).toEqual(outputsOfBoth);
    expect(outputs('aws')).toEqual([...outputsOfBoth, 'Quotas', 'WebUrl'].sort());
  });

  it('has no machines, pages or alarms on the local target', () => {
    const local = synthesise({ target: 'local' });
    for (const type of [
      'AWS::ECS::Service',
      'AWS::EC2::VPC',
      'AWS::CloudFront::Distribution',
      'AWS::CloudWatch::Alarm',
    ]) {
      local.resourceCountIs(type, 0);
    }
  });

  it('gives no resource a fixed physical name', () => {
    const resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> =
      synthesise({ target: 'aws' }).toJSON().Resources;
    const named = Object.values(resources).flatMap(({ Type, Properties = {} }) =>
      [
        'BucketName',
        'TableName',
        'QueueName',
        'FunctionName',
        'RoleName',
        'ClusterName',
        'ServiceName',
      ]
        .filter((property) => typeof Properties[property] === 'string')
        .map((property) => `${Type}.${property}`),
    );
    expect(named).toEqual([]);
  });
});

describe('the AwsSolutions rules', () => {
  it.each([
    ['local', { target: 'local' }],
    ['aws before the web app is built', { target: 'aws' }],
    ['aws with GPU workers', { target: 'aws', context: { maxGpuWorkers: '2' } }],
    ['aws with pages', { target: 'aws', webFolder: exportedWebFolder() }],
  ] satisfies readonly (readonly [string, StackOptions])[])(
    'report nothing on %s',
    (_, options) => {
      expect(findings(buildStack(options))).toEqual([]);
    },
  );

  it('report an unprotected bucket', () => {
    const built = buildStack({ target: 'local' });
    new Bucket(built.stack, 'Careless');
    expect(findings(built)).toContain('AwsSolutions-S1 at MyPitch/Careless/Resource');
  });
});
