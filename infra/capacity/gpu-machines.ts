import { Validations } from 'aws-cdk-lib';
import {
  AutoScalingGroup,
  OnDemandAllocationStrategy,
  SpotAllocationStrategy,
} from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import { AmiHardwareType, AsgCapacityProvider, EcsOptimizedImage } from 'aws-cdk-lib/aws-ecs';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { Network } from './network.ts';

/**
 * GPU machines for the workers: one per task, none while no task runs. One more than workers, so that
 * a deployment can start a new task before it stops an old one.
 */
export function gpuMachines(scope: Construct, network: Network, config: Config) {
  const maxMachines = config.maxGpuWorkers + 1;
  const machines = new AutoScalingGroup(scope, 'Machines', {
    vpc: network.vpc,
    minCapacity: 0,
    maxCapacity: maxMachines,
    mixedInstancesPolicy: {
      launchTemplate: machineTemplate(scope, network, config),
      launchTemplateOverrides: config.gpuInstanceTypes.map((type) => ({
        instanceType: new InstanceType(type),
      })),
      instancesDistribution: {
        onDemandPercentageAboveBaseCapacity: config.spotWorkers === 'true' ? 0 : 100,
        onDemandAllocationStrategy: OnDemandAllocationStrategy.PRIORITIZED,
        spotAllocationStrategy: SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
      },
    },
  });
  Validations.of(machines).acknowledge(
    {
      id: 'AwsSolutions-EC26',
      reason: 'The launch template encrypts the volume, where the rule does not look.',
    },
    {
      id: 'AwsSolutions-AS3',
      reason: 'Machines follow the tasks; the alarm on waiting songs reports when they do not.',
    },
  );
  acknowledgeAgent(machines.role);
  // ECS starts machines. It would also end those without a task, but a quarter of an hour later; the
  // scaler is faster. The protection keeps Auto Scaling from ending a busy machine to balance zones.
  return new AsgCapacityProvider(scope, 'Capacity', {
    autoScalingGroup: machines,
    enableManagedScaling: true,
    enableManagedTerminationProtection: true,
    targetCapacityPercent: 100,
    maximumScalingStepSize: maxMachines,
    instanceWarmupPeriod: 120,
  });
}

/** Acknowledges the permissions that CDK grants to the ECS agent. */
function acknowledgeAgent(role: IRole): void {
  const reason =
    'The agent registers its machine and reports; these actions do not support resources.';
  Validations.of(role).acknowledge(
    { id: 'AwsSolutions-IAM5[Action::ecs:Submit*]', reason },
    { id: 'AwsSolutions-IAM5[Resource::*]', reason },
  );
}

/** Stops tasks two minutes before a spot machine is reclaimed, so that they can return their songs. */
const drainWhenReclaimed = 'echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config';

function machineTemplate(scope: Construct, network: Network, config: Config): LaunchTemplate {
  const userData = UserData.forLinux();
  userData.addCommands(drainWhenReclaimed);
  return new LaunchTemplate(scope, 'MachineTemplate', {
    machineImage: EcsOptimizedImage.amazonLinux2023(AmiHardwareType.GPU),
    instanceType: new InstanceType(config.gpuInstanceTypes[0] ?? 'g4dn.xlarge'),
    userData,
    role: new Role(scope, 'MachineRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
    securityGroup: network.workerSecurityGroup,
    requireImdsv2: true,
    // One hop: the host can reach its credentials, containers cannot.
    httpPutResponseHopLimit: 1,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(100, {
          volumeType: EbsDeviceVolumeType.GP3,
          encrypted: true,
        }),
      },
    ],
  });
}
