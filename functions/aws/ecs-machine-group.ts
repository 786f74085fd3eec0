import {
  type AutoScalingClient,
  TerminateInstanceInAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  type ContainerInstance,
  DescribeContainerInstancesCommand,
  DescribeTasksCommand,
  type ECSClient,
  paginateListContainerInstances,
  paginateListTasks,
  UpdateContainerInstancesStateCommand,
} from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { MachineGroup } from '../scale/ports.ts';
import type { Machine } from '../scale/releasable-machines.ts';

/** ECS describes this many machines or tasks per request. */
const describedPerRequest = 100;
/** ECS drains this many machines per request. */
const drainedPerRequest = 10;

export interface MachineGroupSettings {
  readonly cluster: string;
  /** The family of the task definition whose tasks run on the machines. */
  readonly machinesOfFamily: string;
  readonly clock: () => number;
}

/** The machines of an ECS cluster, which an Auto Scaling group starts. */
export function createEcsMachineGroup(
  ecs: ECSClient,
  autoScaling: AutoScalingClient,
  { cluster, machinesOfFamily, clock }: MachineGroupSettings,
): MachineGroup {
  return {
    async list() {
      const machines: Machine[] = [];
      for await (const page of paginateListContainerInstances({ client: ecs }, { cluster })) {
        for (const containerInstances of chunks(page.containerInstanceArns, describedPerRequest)) {
          const command = new DescribeContainerInstancesCommand({ cluster, containerInstances });
          const described = await ecs.send(command);
          const present = (described.containerInstances ?? []).filter(isPresent);
          machines.push(...present.map((each) => machineOf(each, clock())));
        }
      }
      return machines;
    },
    async countUnplacedTasks() {
      let unplaced = 0;
      const ofFamily = { cluster, family: machinesOfFamily };
      for await (const page of paginateListTasks({ client: ecs }, ofFamily)) {
        for (const tasks of chunks(page.taskArns, describedPerRequest)) {
          const described = await ecs.send(new DescribeTasksCommand({ cluster, tasks }));
          const withoutMachine = (described.tasks ?? []).filter(
            (task) => !task.containerInstanceArn,
          );
          unplaced += withoutMachine.length;
        }
      }
      return unplaced;
    },
    async drain(machines) {
      for (const some of chunks(machines, drainedPerRequest)) {
        const containerInstances = some.map(({ arn }) => arn);
        const { failures = [] } = await ecs.send(
          new UpdateContainerInstancesStateCommand({
            cluster,
            containerInstances,
            status: 'DRAINING',
          }),
        );
        const [failure] = failures;
        if (failure) throw new Error(`ECS did not drain ${failure.arn}: ${failure.reason}`);
      }
    },
    async end({ instanceId }) {
      // Scale-in protection, which ECS sets on every machine, does not concern this request.
      await autoScaling.send(
        new TerminateInstanceInAutoScalingGroupCommand({
          InstanceId: instanceId,
          ShouldDecrementDesiredCapacity: true,
        }),
      );
    },
  };
}

/** A missing count must not look like 0. */
const containerInstanceSchema = z.object({
  containerInstanceArn: z.string(),
  ec2InstanceId: z.string(),
  status: z.string(),
  agentConnected: z.boolean(),
  runningTasksCount: z.number(),
  pendingTasksCount: z.number(),
  registeredAt: z.date(),
});

/** Others register or leave at the moment. */
function isPresent({ status }: ContainerInstance): boolean {
  return status === 'ACTIVE' || status === 'DRAINING';
}

function machineOf(described: ContainerInstance, nowMs: number): Machine {
  const instance = containerInstanceSchema.parse(described);
  return {
    arn: instance.containerInstanceArn,
    instanceId: instance.ec2InstanceId,
    state: stateOf(instance),
    tasks: instance.runningTasksCount + instance.pendingTasksCount,
    registeredSeconds: (nowMs - instance.registeredAt.getTime()) / 1000,
  };
}

function stateOf({
  status,
  agentConnected,
}: z.infer<typeof containerInstanceSchema>): Machine['state'] {
  if (status === 'DRAINING') return 'draining';
  return agentConnected ? 'active' : 'unavailable';
}

function chunks<Item>(items: readonly Item[] = [], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, n) => items.slice(n * size, (n + 1) * size));
}
