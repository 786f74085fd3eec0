import {
  DescribeTasksCommand,
  type ECSClient,
  RunTaskCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs';
import type { TaskRunner } from '../prove-image/prove-image.ts';

/** Single tasks on ECS. */
export function createEcsTaskRunner(ecs: ECSClient): TaskRunner {
  return {
    async start({ cluster, taskDefinition, capacityProvider, container, command, network }) {
      const { tasks = [], failures = [] } = await ecs.send(
        new RunTaskCommand({
          ...{ cluster, taskDefinition, startedBy: 'prove-image' },
          capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
          overrides: { containerOverrides: [{ name: container, command: [...command] }] },
          ...(network && {
            networkConfiguration: {
              awsvpcConfiguration: {
                subnets: [...network.subnets],
                securityGroups: [...network.securityGroups],
                assignPublicIp: 'ENABLED',
              },
            },
          }),
        }),
      );
      const arn = tasks[0]?.taskArn;
      if (arn === undefined) throw new Error(`ECS did not run the task: ${failures[0]?.reason}`);
      return arn;
    },
    async read(cluster, taskArn) {
      const { tasks = [] } = await ecs.send(
        new DescribeTasksCommand({ cluster, tasks: [taskArn] }),
      );
      const [task] = tasks;
      return {
        // For a second or two ECS may not know a new task.
        status: task?.lastStatus ?? 'UNKNOWN',
        exitCode: task?.containers?.[0]?.exitCode,
        stoppedReason: task?.stoppedReason ?? task?.containers?.[0]?.reason,
      };
    },
    async stop(cluster, taskArn, reason) {
      await ecs.send(new StopTaskCommand({ cluster, task: taskArn, reason }));
    },
  };
}
