import { workerEnvSchema } from '@my-pitch/shared/env';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from './testing/permissions.ts';
import { scalerOf } from './testing/scaler.ts';
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

  it('sets only variables that the worker parses, and the region', () => {
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

  it('grants a worker only what it needs', () => {
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
  it('number between none and one per worker, of the chosen instance types', () => {
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

  it('accept no connections and need no NAT gateway', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
    });
  });
});

describe('scaling between 0 and 3 workers, with 5 songs for each', () => {
  const decide = scalerOf(template);

  it.each([
    [1, 1],
    [5, 1],
    [6, 2],
    [10, 2],
    [11, 3],
    [1000, 3],
  ])('starts workers for a backlog of %i song(s) within a minute: %i', (waitingSongs, workers) => {
    expect(decide({ workers: 0, waitingSongs })).toEqual([{ workers, minutes: 1 }]);
  });

  it('starts a worker for an upload while the queue reports nothing yet', () => {
    // SQS publishes no metrics of a queue that was idle for hours; ECS none of a service without tasks.
    expect(decide({ uploads: 1 })).toEqual([{ workers: 1, minutes: 1 }]);
  });

  it.each([
    ['9 songs for 2 workers', { workers: 2, waitingSongs: 7, songsInWork: 2 }, []],
    ['10 songs for 2 workers', { workers: 2, waitingSongs: 8, songsInWork: 2 }, [3]],
    ['9 songs for 1 worker', { workers: 1, waitingSongs: 8, songsInWork: 1 }, [2]],
    ['10 songs for 1 worker', { workers: 1, waitingSongs: 9, songsInWork: 1 }, [3]],
    ['100 songs for 3 workers, the maximum', { workers: 3, waitingSongs: 100 }, []],
  ])('adds workers after two minutes: %s', (_, workload, expected) => {
    expect(decide(workload)).toEqual(expected.map((workers) => ({ workers, minutes: 2 })));
  });

  it.each([
    ['1 song for 2 workers', { workers: 2, songsInWork: 1 }, []],
    ['1 song for 3 workers', { workers: 3, songsInWork: 1 }, [2]],
    ['no song for 2 workers', { workers: 2 }, [1]],
    ['no song for the last worker', { workers: 1, waitingSongs: 0, songsInWork: 0 }, [0]],
    ['no song and no worker', { workers: 0, waitingSongs: 0, songsInWork: 0 }, []],
  ])('removes one worker after ten idle minutes: %s', (_, workload, expected) => {
    expect(decide(workload)).toEqual(expected.map((workers) => ({ workers, minutes: 10 })));
  });

  it('never decides two things at once', () => {
    for (let workers = 0; workers <= 3; workers++) {
      for (let waitingSongs = 0; waitingSongs <= 40; waitingSongs++) {
        const decisions = decide({ workers, waitingSongs, songsInWork: workers, uploads: 1 });
        expect(decisions.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('starts exactly enough of up to 19 workers, and the maximum for a larger backlog', () => {
    // A scaling policy has at most 20 steps.
    const large = scalerOf(
      synthesise({ target: 'aws', context: { maxWorkers: '50', songsPerWorker: '2' } }),
    );
    const startedFor = (waitingSongs: number) =>
      large({ workers: 0, waitingSongs }).map(({ workers }) => workers);
    expect([2, 3, 38, 39].map(startedFor)).toEqual([[1], [2], [19], [50]]);
  });
});
