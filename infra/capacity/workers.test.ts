import { parseEnv, scaleEnvSchema, workerEnvSchema } from '@my-pitch/shared/env';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from '../testing/permissions.ts';
import { synthesise } from '../testing/synthesise.ts';

const template = synthesise({ target: 'aws', context: { maxGpuWorkers: '3' } });
const byDefault = synthesise({ target: 'aws' });

/** The resources of a type, by the first part of the logical id that matches. */
function propertiesOf(type: string, from = template) {
  return Object.entries(from.findResources(type)).map(([id, resource]) => ({
    id,
    dependsOn: [resource.DependsOn ?? []].flat() as string[],
    properties: resource.Properties,
  }));
}

describe('a deployment', () => {
  it('leaves the number of workers alone', () => {
    const services = propertiesOf('AWS::ECS::Service');
    expect(services).toHaveLength(2);
    for (const { properties } of services) {
      expect(properties).not.toHaveProperty('DesiredCount');
    }
  });

  it('starts new tasks before it stops old ones, and rolls back if they fail', () => {
    for (const { properties } of propertiesOf('AWS::ECS::Service')) {
      expect(properties.DeploymentConfiguration).toMatchObject({
        ...{ MinimumHealthyPercent: 100, MaximumPercent: 200 },
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      });
    }
  });

  it('tests each task definition on one task before its service changes', () => {
    const proofs = propertiesOf('Custom::ImageProof');
    const services = propertiesOf('AWS::ECS::Service');
    expect(services).toHaveLength(proofs.length);
    for (const { dependsOn, properties } of services) {
      const [proof] = proofs.filter(({ id }) => dependsOn.includes(id));
      expect(proof?.properties.taskDefinition).toEqual(properties.TaskDefinition);
    }
  });

  it('tests with the permissions of the worker, which exist by then', () => {
    for (const proof of propertiesOf('Custom::ImageProof')) {
      const definition: string = proof.properties.taskDefinition.Ref;
      const role = template.toJSON().Resources[definition].Properties.TaskRoleArn['Fn::GetAtt'][0];
      const policies = propertiesOf('AWS::IAM::Policy').filter(({ properties }) =>
        JSON.stringify(properties.Roles).includes(role),
      );
      expect(policies.length).toBeGreaterThan(0);
      for (const { id } of policies) expect(proof.dependsOn).toContain(id);
    }
  });

  it('tests that the GPU does the work', () => {
    const commands = propertiesOf('Custom::ImageProof').map(({ properties }) => properties.command);
    expect(commands).toEqual([
      ['gpu-worker/cli/self-test.ts'],
      ['gpu-worker/cli/self-test.ts', '--provider', 'cuda'],
    ]);
  });

  it('may run and stop tasks of our cluster only', () => {
    const permissions = permissionsOf(template, 'ProveImage').filter(
      (line) => !/^logs:/.test(line),
    );
    expect(permissions).toEqual([
      expect.stringMatching(/^ecs:DescribeTasks .*:task\/WorkersCluster\/\*$/),
      'ecs:RunTask WorkersCpuTask',
      'ecs:RunTask WorkersGpuTask',
      expect.stringMatching(/^ecs:StopTask .*:task\/WorkersCluster\/\*$/),
      'iam:PassRole WorkersCpuTaskExecutionRole',
      'iam:PassRole WorkersCpuTaskTaskRole',
      'iam:PassRole WorkersGpuTaskExecutionRole',
      'iam:PassRole WorkersGpuTaskTaskRole',
    ]);
  });
});

describe('the default deployment', () => {
  it('needs no GPU: neither machines nor their image', () => {
    byDefault.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 0);
    byDefault.resourceCountIs('AWS::ECS::Service', 1);
    byDefault.resourceCountIs('AWS::ECS::TaskDefinition', 1);
  });

  it('says which quota to ask for', () => {
    byDefault.hasOutput('Quotas', {
      Value: Match.stringLikeRegexp('off: request "Running On-Demand G and VT instances"'),
    });
    template.hasOutput('Quotas', { Value: Match.stringLikeRegexp('16 vCPUs for 3 GPU workers') });
  });

  it('fits the six processors on demand that a new account may run, with a test beside a worker', () => {
    const [task] = propertiesOf('AWS::ECS::TaskDefinition', byDefault);
    expect(task?.properties).toMatchObject({ Cpu: '2048', Memory: '4096' });
  });
});

describe('a worker', () => {
  it.each(['CpuTask', 'GpuTask'])('%s gets only variables that it parses, and the region', (id) => {
    const [task] = propertiesOf('AWS::ECS::TaskDefinition').filter((each) => each.id.includes(id));
    const names: string[] = task?.properties.ContainerDefinitions[0].Environment.map(
      ({ Name }: { Name: string }) => Name,
    );
    const known = ['AWS_REGION', ...Object.keys(workerEnvSchema.shape)];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining(['JOB_TABLE_NAME', 'JOB_QUEUE_URL', 'LEASE_SECONDS']),
    );
  });

  it.each(['CpuTaskTaskRole', 'GpuTaskTaskRole'])('%s grants only what it needs', (role) => {
    expect(permissionsOf(template, role)).toEqual([
      'dynamodb:GetItem StorageJobs',
      'dynamodb:UpdateItem StorageJobs',
      expect.stringMatching(/^ecs:GetTaskProtection .*:task\/WorkersCluster\/\*$/),
      expect.stringMatching(/^ecs:UpdateTaskProtection .*:task\/WorkersCluster\/\*$/),
      's3:DeleteObject StorageResults/results/*/*',
      's3:GetObject StorageResults/results/*/*',
      's3:GetObject StorageUploads/uploads/*/source',
      's3:ListBucket StorageResults',
      's3:ListBucket StorageUploads',
      's3:PutObject StorageResults/results/*/*',
      'sqs:ChangeMessageVisibility QueueJobs',
      'sqs:DeleteMessage QueueJobs',
      'sqs:GetQueueAttributes QueueJobs',
      'sqs:ReceiveMessage QueueJobs',
    ]);
  });

  it('on Fargate has a public address, and the first one is on demand', () => {
    byDefault.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: {
        AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'ENABLED' }),
      },
      CapacityProviderStrategy: [
        { CapacityProvider: 'FARGATE', Base: 1, Weight: 1 },
        { CapacityProvider: 'FARGATE_SPOT', Weight: 3 },
      ],
    });
  });

  it('on a GPU machine has one GPU to itself', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      NetworkMode: 'bridge',
      ContainerDefinitions: [
        Match.objectLike({ ResourceRequirements: [{ Type: 'GPU', Value: '1' }] }),
      ],
    });
  });
});

describe('the machines', () => {
  it('are at most one per GPU worker and one for a deployment, of the chosen types', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '0',
      MaxSize: '4',
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

/** CloudFormation's joined text with each reference replaced by its name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': joined, Ref } = value as { 'Fn::Join'?: [string, unknown[]]; Ref?: string };
  return joined ? joined[1].map(textOf).join('') : (Ref ?? 'attribute');
}

describe('the scaler', () => {
  const environmentOf = (from: typeof template): Record<string, string> => {
    const [scale] = propertiesOf('AWS::Lambda::Function', from).filter(({ id }) =>
      id.startsWith('WorkersScalerScale'),
    );
    const variables: Record<string, unknown> = scale?.properties.Environment.Variables;
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, textOf(value)]),
    );
  };

  it('gets what it parses: both kinds of workers, or only those on Fargate', () => {
    const both = environmentOf(template);
    expect(Object.keys(both).sort()).toEqual(Object.keys(scaleEnvSchema.shape).sort());
    expect(parseEnv(scaleEnvSchema, both)).toMatchObject({
      CPU_POOL: { maxWorkers: 4, keepIdleSeconds: 120 },
      GPU_POOL: { maxWorkers: 3, keepIdleSeconds: 240, songSeconds: 20, songsAtOnce: 2 },
    });
    const [task] = propertiesOf('AWS::ECS::TaskDefinition').filter(({ id }) => /GpuTask/.test(id));
    expect(parseEnv(scaleEnvSchema, both).GPU_POOL?.machinesOfFamily).toBe(task?.properties.Family);
    expect(parseEnv(scaleEnvSchema, both).CPU_POOL.machinesOfFamily).toBeUndefined();
    expect(parseEnv(scaleEnvSchema, environmentOf(byDefault)).GPU_POOL).toBeUndefined();
  });

  it('may read and change our services, and write its own item of the job table', () => {
    const permissions = permissionsOf(template, 'ScaleRole').filter((line) => !/^logs:/.test(line));
    expect(permissions).toEqual([
      expect.stringMatching(
        /^autoscaling:TerminateInstanceInAutoScalingGroup .*:autoScalingGroup:\*:autoScalingGroupName\/WorkersMachinesASG$/,
      ),
      'dynamodb:UpdateItem StorageJobs',
      expect.stringMatching(
        /^ecs:DescribeContainerInstances .*:container-instance\/WorkersCluster\/\*$/,
      ),
      'ecs:DescribeServices WorkersCpuService',
      'ecs:DescribeServices WorkersGpuService',
      expect.stringMatching(/^ecs:DescribeTasks .*:task\/WorkersCluster\/\*$/),
      expect.stringMatching(/^ecs:GetTaskProtection .*:task\/WorkersCluster\/\*$/),
      'ecs:ListContainerInstances WorkersCluster',
      'ecs:ListTasks *',
      expect.stringMatching(
        /^ecs:UpdateContainerInstancesState .*:container-instance\/WorkersCluster\/\*$/,
      ),
      'ecs:UpdateService WorkersCpuService',
      'ecs:UpdateService WorkersGpuService',
      'sqs:GetQueueAttributes QueueJobs',
    ]);
    const conditions = propertiesOf('AWS::IAM::Policy')
      .filter(({ id }) => id.includes('ScaleRole'))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .flatMap(({ Condition }: { Condition?: object }) => Condition ?? []);
    expect(conditions).toEqual([
      { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['scaling'] } },
      { ArnEquals: { 'ecs:cluster': expect.anything() } },
    ]);
  });

  it('may end no machine where there is none', () => {
    const actions = permissionsOf(byDefault, 'ScaleRole').filter((line) =>
      /^autoscaling|ContainerInstance|DescribeTasks/.test(line),
    );
    expect(actions).toEqual([]);
  });

  it('runs every minute, and may be woken by the function that receives uploads', () => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' });
    const [onUpload] = propertiesOf('AWS::Lambda::Function').filter(({ id }) =>
      id.startsWith('FunctionsOnUpload'),
    );
    expect(
      JSON.stringify(onUpload?.properties.Environment.Variables.SCALE_FUNCTION_NAME),
    ).toContain('WorkersScalerScale');
    expect(permissionsOf(template, 'OnUploadRole')).toContainEqual(
      expect.stringMatching(/^lambda:InvokeFunction WorkersScalerScale/),
    );
  });

  it('is part of no metric’s loop: no policy of Application Auto Scaling is left', () => {
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
  });
});
