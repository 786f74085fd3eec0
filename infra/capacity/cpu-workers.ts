import {
  ContainerImage,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { workerImage } from '../worker-image.ts';
import type { ScaledPool } from './scaler.ts';
import { addWorkFolder, containerName, containerOptions, grantWork } from './worker-container.ts';
import type { KindProps } from './workers.ts';

/** Memory per processor, the smallest that Fargate offers. A worker uses about 1.2 GB. */
const memoryMiBPerVcpu = 2048;

/**
 * The workers on Fargate: they start within two minutes and need no quota that a new account lacks.
 *
 * The first task and a quarter of the further ones are on demand, the others on Spot. ECS does not move
 * a task from Spot to on demand when Spot has no capacity, so the share on demand is what remains then.
 */
export function cpuWorkers(scope: Construct, props: KindProps): ScaledPool {
  const { cluster, network, proof, deployment } = props;
  const task = taskDefinition(scope, props);
  const subnets = network.vpc.publicSubnets;
  const proven = proof.prove('Cpu', {
    task,
    capacityProvider: 'FARGATE',
    network: {
      subnets: subnets.map(({ subnetId }) => subnetId),
      securityGroups: [network.workerSecurityGroup.securityGroupId],
    },
    after: [network],
  });
  const service = new FargateService(scope, 'CpuService', {
    cluster,
    taskDefinition: task,
    capacityProviderStrategies: [
      { capacityProvider: 'FARGATE', base: 1, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 3 },
    ],
    // Without a NAT gateway a task reaches AWS only from a public address.
    assignPublicIp: true,
    vpcSubnets: { subnets },
    securityGroups: [network.workerSecurityGroup],
    ...deployment,
  });
  service.node.addDependency(proven);
  return { service, facts: factsOf(props.config) };
}

function taskDefinition(scope: Construct, props: KindProps): FargateTaskDefinition {
  const { cpuWorkerVcpus } = props.config;
  const task = new FargateTaskDefinition(scope, 'CpuTask', {
    cpu: cpuWorkerVcpus * 1024,
    memoryLimitMiB: cpuWorkerVcpus * memoryMiBPerVcpu,
    runtimePlatform: {
      cpuArchitecture: CpuArchitecture.X86_64,
      operatingSystemFamily: OperatingSystemFamily.LINUX,
    },
  });
  const container = task.addContainer(containerName, {
    ...containerOptions(scope, 'cpu', props),
    image: ContainerImage.fromDockerImageAsset(workerImage(scope, 'cpu')),
  });
  addWorkFolder(task, container);
  grantWork(task.taskRole, props.cluster.clusterName, props);
  props.acknowledgeTask(task);
  return task;
}

/** From the wish for a task on Fargate to its first song. */
export const cpuStartSeconds = 90;

/** Measured: 110 s for a three-minute song on two cores, of which about 80 s share all cores. */
function factsOf({ maxCpuWorkers, cpuWorkerVcpus }: Config): ScaledPool['facts'] {
  const gibibytes = (cpuWorkerVcpus * memoryMiBPerVcpu) / 1024;
  return {
    maxWorkers: maxCpuWorkers,
    startSeconds: cpuStartSeconds,
    songSeconds: 30 + 160 / cpuWorkerVcpus,
    songsAtOnce: 1,
    dollarsPerHour: dollarsPerHour(maxCpuWorkers, cpuWorkerVcpus, gibibytes),
    // With the seconds that the scaler and Fargate take, nothing runs five minutes after the last song.
    keepIdleSeconds: 2 * 60,
  };
}

/**
 * Mean price of a worker when all run, in us-east-1: one and a quarter of the others on demand, the rest
 * on Spot, each with a public IPv4 address.
 */
function dollarsPerHour(workers: number, vcpus: number, gibibytes: number): number {
  const onDemand = 0.04048 * vcpus + 0.004445 * gibibytes;
  const onDemandShare = (1 + (workers - 1) / 4) / workers;
  return onDemand * (onDemandShare + 0.3 * (1 - onDemandShare)) + 0.005;
}
