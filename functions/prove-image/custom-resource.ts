import { z } from 'zod';
import { customResourceRequest } from '../aws/cloudformation-answer.ts';

/** CloudFormation's request to a custom resource that proves an image. */
export const proofRequestSchema = z.object({
  ...customResourceRequest,
  ResourceProperties: z.object({
    cluster: z.string(),
    taskDefinition: z.string(),
    capacityProvider: z.string(),
    container: z.string(),
    command: z.array(z.string()),
    network: z
      .object({ subnets: z.array(z.string()), securityGroups: z.array(z.string()) })
      .optional(),
  }),
});
export type ProofRequest = z.infer<typeof proofRequestSchema>;

/** CloudFormation refuses responses over 4096 bytes. */
const maxReasonLength = 1000;

/**
 * Answers one request. The physical id is the task definition that was proven last, and CloudFormation
 * sends it back. A rollback goes to that revision or an older one. These were proven before and are
 * not tested again, so that a lack of machines cannot make a rollback fail.
 * @param prove rejects when the image fails its test.
 * @param respond sends the answer to CloudFormation.
 */
export async function answerRequest(
  request: ProofRequest,
  prove: (trial: ProofRequest['ResourceProperties']) => Promise<void>,
  respond: (url: string, body: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const { RequestType, PhysicalResourceId, ResourceProperties } = request;
  const { taskDefinition } = ResourceProperties;
  const isProven = isAtMost(taskDefinition, PhysicalResourceId);
  const answer = { Status: 'SUCCESS', PhysicalResourceId: taskDefinition, Reason: '' };
  try {
    if (RequestType !== 'Delete' && !isProven) await prove(ResourceProperties);
  } catch (error) {
    answer.Status = 'FAILED';
    answer.Reason = String(error).slice(0, maxReasonLength);
    answer.PhysicalResourceId = PhysicalResourceId ?? 'unproven';
  }
  if (RequestType === 'Delete') answer.PhysicalResourceId = PhysicalResourceId ?? 'unproven';
  const { StackId, RequestId, LogicalResourceId } = request;
  await respond(request.ResponseURL, { ...answer, StackId, RequestId, LogicalResourceId });
}

/** Whether a task definition is another one or an older revision of it: `…:family:revision`. */
function isAtMost(taskDefinition: string, proven: string | undefined): boolean {
  const [family, revision] = splitArn(taskDefinition);
  const [provenFamily, provenRevision] = splitArn(proven ?? '');
  return family === provenFamily && revision <= provenRevision;
}

function splitArn(arn: string): readonly [family: string, revision: number] {
  const end = arn.lastIndexOf(':');
  return [arn.slice(0, end), Number(arn.slice(end + 1))];
}
