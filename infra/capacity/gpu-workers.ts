import {
  type AsgCapacityProvider,
  ContainerImage,
  Ec2Service,
  Ec2TaskDefinition,
  NetworkMode,
} from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { workerImage } from '../worker-image.ts';
import type { ScaledPool } from './scaler.ts';
import { addWorkFolder, containerName, containerOptions, grantWork } from './worker-container.ts';
import type { KindProps } from './workers.ts';

/** The workers on GPU machines, one task per GPU: for a backlog that pays for them. */
export function gpuWorkers(
  scope: Construct,
  machines: AsgCapacityProvider,
  props: KindProps,
): ScaledPool {
  const { cluster, network, proof, deployment, config } = props;
  const { capacityProviderName: capacityProvider } = machines;
  const task = taskDefinition(scope, props);
  const proven = proof.prove('Gpu', {
    task,
    capacityProvider,
    // ONNX Runtime falls back to the processor without an error, for example for an old driver.
    selfTestArguments: ['--provider', 'cuda'],
    after: [network],
  });
  const service = new Ec2Service(scope, 'GpuService', {
    cluster,
    taskDefinition: task,
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
    ...deployment,
  });
  service.node.addDependency(proven);
  const facts = {
    maxWorkers: config.maxGpuWorkers,
    startSeconds: 300,
    // An estimate: a T4 is about ten times slower than the GPU that was measured (docs/scaling.md).
    songSeconds: 20,
    // `WORKER_SONGS` is 2 on a machine with a GPU and four processors.
    songsAtOnce: 2,
    // g4dn.xlarge in us-east-1; as a spot instance about a third.
    dollarsPerHour: config.spotWorkers === 'true' ? 0.18 : 0.53,
    // With the seconds that the machine takes to leave, nothing runs ten minutes after the last song.
    keepIdleSeconds: 4 * 60,
    machinesOfFamily: task.family,
  };
  return { service, facts, machines: machines.autoScalingGroup };
}

function taskDefinition(scope: Construct, props: KindProps): Ec2TaskDefinition {
  // Bridge mode: a task uses its machine's public address; with `awsvpc` it would have none.
  const task = new Ec2TaskDefinition(scope, 'GpuTask', { networkMode: NetworkMode.BRIDGE });
  const container = task.addContainer(containerName, {
    ...containerOptions(scope, 'gpu', props),
    image: ContainerImage.fromDockerImageAsset(workerImage(scope, 'gpu')),
    gpuCount: 1,
    // Fargate does not know this option.
    dockerSecurityOptions: ['no-new-privileges'],
    memoryLimitMiB: 14 * 1024,
  });
  addWorkFolder(task, container);
  grantWork(task.taskRole, props.cluster.clusterName, props);
  props.acknowledgeTask(task);
  return task;
}
