import { CustomResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { CfnCluster, Cluster, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Grant, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { JobFunction } from '../job-function.ts';
import { containerName, everyTaskOf } from './worker-container.ts';

export interface Trial {
  readonly task: TaskDefinition;
  readonly capacityProvider: string;
  /** Arguments of the worker's self-test. */
  readonly selfTestArguments?: readonly string[];
  /** Only for tasks with a network interface of their own. */
  readonly network?: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
  };
  /** What the task needs besides its own resources. */
  readonly after: readonly IDependable[];
}

/** Lambda allows no more. A GPU machine and its image take up to ten minutes. */
const timeout = Duration.minutes(15);

/**
 * Tests each new task definition on one task during the deployment. Services depend on the test, so a
 * broken image fails the deployment before any worker is replaced, also while none runs.
 */
export class ImageProof extends Construct {
  readonly #handler: JobFunction;
  readonly #role: Role;
  readonly #cluster: Cluster;

  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    this.#cluster = cluster;
    this.#handler = new JobFunction(this, 'ProveImage', {
      folder: 'prove-image',
      environment: {},
      timeout,
    });
    this.#role = this.#handler.executionRole;
    Grant.addToPrincipal({
      grantee: this.#handler,
      actions: ['ecs:DescribeTasks', 'ecs:StopTask'],
      resourceArns: [everyTaskOf(Stack.of(this), cluster.clusterName)],
    });
    const clusterId = Stack.of(this).getLogicalId(cluster.node.defaultChild as CfnCluster);
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>:task/<${clusterId}>/*]`,
      reason: 'A task id is known only at run time; the wildcard is limited to our cluster.',
    });
  }

  /** The proof of one kind of worker; its service has to depend on it. */
  prove(id: string, trial: Trial): CustomResource {
    const { task, capacityProvider, selfTestArguments = [], network, after } = trial;
    task.grantRun(this.#handler);
    const proof = new CustomResource(this, id, {
      serviceToken: this.#handler.functionArn,
      resourceType: 'Custom::ImageProof',
      serviceTimeout: timeout.plus(Duration.minutes(1)),
      properties: {
        cluster: this.#cluster.clusterName,
        taskDefinition: task.taskDefinitionArn,
        capacityProvider,
        container: containerName,
        command: ['gpu-worker/cli/self-test.ts', ...selfTestArguments],
        ...(network && { network }),
      },
    });
    // The permissions are policies of their own, which nothing else would wait for.
    proof.node.addDependency(this.#cluster, this.#handler, this.#role, task, ...after);
    return proof;
  }
}
