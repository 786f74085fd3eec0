import { workerEnvSchema } from '@my-pitch/shared/env';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from './testing/permissions.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws', context: { maxWorkers: '3', songsPerWorker: '5' } });

describe('the GPU service', () => {
  it('gives each task one GPU, and starts from none', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      NetworkMode: 'bridge',
      ContainerDefinitions: [
        Match.objectLike({ ResourceRequirements: [{ Type: 'GPU', Value: '1' }] }),
      ],
    });
    template.hasResourceProperties('AWS::ECS::Service', {
      DesiredCount: 0,
      DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 0, MaximumPercent: 100 }),
    });
  });

  it('sets only what the worker parses, and the region', () => {
    const [task] = Object.values(template.findResources('AWS::ECS::TaskDefinition'));
    const names: string[] = task?.Properties.ContainerDefinitions[0].Environment.map(
      ({ Name }: { Name: string }) => Name,
    );
    const known = ['AWS_REGION', ...Object.keys(workerEnvSchema.shape)];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining([
        'JOB_TABLE_NAME',
        'JOB_QUEUE_URL',
        'LEASE_SECONDS',
        'MAX_DURATION_SECONDS',
      ]),
    );
  });

  it('lets a worker do its work and protect itself, and nothing else', () => {
    expect(permissionsOf(template, 'TaskTaskRole')).toEqual([
      'dynamodb:GetItem StorageJobs',
      'dynamodb:UpdateItem StorageJobs',
      expect.stringMatching(/^ecs:GetTaskProtection .*:task\/GpuServiceCluster\/\*$/),
      expect.stringMatching(/^ecs:UpdateTaskProtection .*:task\/GpuServiceCluster\/\*$/),
      's3:DeleteObject StorageResults/results/*/*',
      's3:GetObject StorageUploads/uploads/*/source',
      's3:ListBucket StorageUploads',
      's3:PutObject StorageResults/results/*/*',
      'sqs:ChangeMessageVisibility QueueJobs',
      'sqs:DeleteMessage QueueJobs',
      'sqs:GetQueueAttributes QueueJobs',
      'sqs:ReceiveMessage QueueJobs',
    ]);
  });
});

describe('the machines', () => {
  it('are between none and one for each worker, with GPUs of the chosen types', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '0',
      MaxSize: '3',
      NewInstancesProtectedFromScaleIn: true,
      MixedInstancesPolicy: {
        InstancesDistribution: Match.objectLike({ OnDemandPercentageAboveBaseCapacity: 100 }),
        LaunchTemplate: Match.objectLike({
          Overrides: [{ InstanceType: 'g4dn.xlarge' }, { InstanceType: 'g5.xlarge' }],
        }),
      },
    });
    template.hasResourceProperties('AWS::ECS::CapacityProvider', {
      AutoScalingGroupProvider: Match.objectLike({
        ManagedScaling: Match.objectLike({ Status: 'ENABLED', TargetCapacity: 100 }),
        ManagedTerminationProtection: 'ENABLED',
      }),
    });
  });

  it('have an encrypted volume and keep their credentials from the containers', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: Match.objectLike({
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [Match.objectLike({ Ebs: Match.objectLike({ Encrypted: true }) })],
      }),
    });
  });

  it('cannot be connected to, and need no NAT gateway', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
    });
  });
});

describe('scaling', () => {
  const steps = (adjustmentType: string, ...adjustments: readonly object[]) =>
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      StepScalingPolicyConfiguration: Match.objectLike({
        AdjustmentType: adjustmentType,
        StepAdjustments: adjustments,
      }),
    });

  it('stays between none and the operator’s limit', () => {
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      MinCapacity: 0,
      MaxCapacity: 3,
      ScalableDimension: 'ecs:service:DesiredCount',
    });
  });

  it('steps from none to what the backlog needs', () => {
    steps(
      'ExactCapacity',
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 5, ScalingAdjustment: 1 },
      { MetricIntervalLowerBound: 5, MetricIntervalUpperBound: 10, ScalingAdjustment: 2 },
      { MetricIntervalLowerBound: 10, ScalingAdjustment: 3 },
    );
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 1,
      EvaluationPeriods: 1,
      Metrics: Match.arrayWith([
        Match.objectLike({
          Expression: 'IF(FILL(tasks, 0) < 1, MAX([FILL(waiting, 0), FILL(uploads, 0)]), 0)',
        }),
      ]),
    });
  });

  it('grows with the songs per worker and shrinks while workers are idle', () => {
    steps(
      'ChangeInCapacity',
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 5, ScalingAdjustment: 1 },
      { MetricIntervalLowerBound: 5, ScalingAdjustment: 2 },
    );
    steps('ChangeInCapacity', { MetricIntervalUpperBound: 0, ScalingAdjustment: -1 });
    for (const comparison of [
      { Threshold: 5, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
      { Threshold: 0.5, ComparisonOperator: 'LessThanThreshold' },
    ]) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        ...comparison,
        Metrics: Match.arrayWith([
          Match.objectLike({
            Expression:
              'IF(FILL(tasks, 0) > 0, (FILL(waiting, 0) + FILL(working, 0)) / FILL(tasks, 1), 1)',
          }),
        ]),
      });
    }
  });
});
