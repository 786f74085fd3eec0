import {
  DescribeServicesCommand,
  type ECSClient,
  GetTaskProtectionCommand,
  paginateListTasks,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { ServiceState, WorkerService } from '../scale/ports.ts';

/** Names of one ECS service. */
export interface ServiceName {
  readonly cluster: string;
  readonly service: string;
}

/** ECS takes this many tasks per request about their protection. */
const tasksPerRequest = 10;

/** One kind of worker, as a service on ECS. */
export function createEcsWorkerService(
  ecs: ECSClient,
  { cluster, service }: ServiceName,
): WorkerService {
  return {
    async read(): Promise<ServiceState> {
      const [counts, busy] = await Promise.all([
        readCounts(ecs, { cluster, service }),
        countProtected(ecs, { cluster, service }),
      ]);
      return { ...counts, busy };
    },
    async setDesired(count) {
      await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: count }));
    },
  };
}

async function readCounts(ecs: ECSClient, { cluster, service }: ServiceName) {
  const { services = [], failures = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  const [found] = services;
  const { desiredCount, runningCount, status } = found ?? {};
  if (desiredCount === undefined || runningCount === undefined || status !== 'ACTIVE') {
    const reason = failures[0]?.reason ?? `its status is ${status}`;
    throw new Error(`ECS does not describe the service ${service}: ${reason}`);
  }
  return { desired: desiredCount, running: runningCount };
}

/** Workers protect their task while they hold a song. */
async function countProtected(ecs: ECSClient, { cluster, service }: ServiceName): Promise<number> {
  let busy = 0;
  const running = { cluster, serviceName: service, desiredStatus: 'RUNNING' } as const;
  for await (const page of paginateListTasks({ client: ecs }, running)) {
    const arns = page.taskArns ?? [];
    for (let start = 0; start < arns.length; start += tasksPerRequest) {
      const tasks = arns.slice(start, start + tasksPerRequest);
      // A task that has ended since is among the failures. It is not busy.
      const { protectedTasks = [] } = await ecs.send(
        new GetTaskProtectionCommand({ cluster, tasks }),
      );
      busy += protectedTasks.filter(({ protectionEnabled }) => protectionEnabled).length;
    }
  }
  return busy;
}
