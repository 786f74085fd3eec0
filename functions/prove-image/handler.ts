import { setTimeout as pause } from 'node:timers/promises';
import { ECSClient } from '@aws-sdk/client-ecs';
import { answerCloudFormation } from '../aws/cloudformation-answer.ts';
import { createEcsTaskRunner } from '../aws/ecs-task-runner.ts';
import { answerRequest, proofRequestSchema } from './custom-resource.ts';
import { proveImage } from './prove-image.ts';

const tasks = createEcsTaskRunner(new ECSClient({}));

/** Time to stop the task and to answer CloudFormation. */
const reserveMs = 30_000;

/** A custom resource of CloudFormation: each new task definition proves itself on one task. */
export async function handler(
  event: unknown,
  lambda: { getRemainingTimeInMillis(): number },
): Promise<void> {
  const deadlineMs = Date.now() + lambda.getRemainingTimeInMillis() - reserveMs;
  const context = { tasks, clock: Date.now, pause: (ms: number) => pause(ms), deadlineMs };
  await answerRequest(
    proofRequestSchema.parse(event),
    ({ network, ...trial }) => proveImage({ ...trial, ...(network && { network }) }, context),
    answerCloudFormation,
  );
}
