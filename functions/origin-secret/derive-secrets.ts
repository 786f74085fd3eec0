import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { customResourceRequest } from '../aws/cloudformation-answer.ts';

/** Each deployment has its own value of `rotation`. */
const properties = z.object({ rotation: z.string().min(1) });

export const originSecretRequestSchema = z.object({
  ...customResourceRequest,
  ResourceProperties: properties,
  /** With an update: the properties of the deployment before. */
  OldResourceProperties: properties.partial().optional(),
});
export type OriginSecretRequest = z.infer<typeof originSecretRequestSchema>;

/**
 * The answer of the custom resource: the secret that CloudFront sends after this deployment, and the list
 * that functions accept, which also has the one that CloudFront sends until then.
 *
 * A secret is derived from the deployment's name, so a rollback restores the secret of the deployment
 * before, and accepts that of the failed one: no request is refused on the way back either.
 * @param key random, and the same for all deployments.
 */
export function originSecretAnswer(request: OriginSecretRequest, key: string) {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId = 'origin-secret' } = request;
  const secretOf = (rotation: string) =>
    createHmac('sha256', key).update(`origin secret of ${rotation}`).digest('base64url');
  const present = secretOf(request.ResourceProperties.rotation);
  const before = request.OldResourceProperties?.rotation;
  const accepted = before === undefined ? [present] : [present, secretOf(before)];
  return {
    ...{ Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId },
    // Keeps the values out of what CloudFormation shows.
    NoEcho: true,
    Data: { Present: present, Accepted: accepted.join(',') },
  };
}
