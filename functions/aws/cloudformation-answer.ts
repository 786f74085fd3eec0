import { z } from 'zod';

/** CloudFormation's request to a function behind a custom resource, without its properties. */
export const customResourceRequest = {
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
};

/**
 * Sends a custom resource's answer to CloudFormation.
 * @throws {Error} when CloudFormation does not take it.
 */
export async function answerCloudFormation(
  url: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  // The signature of the address covers an empty content type.
  const headers = { 'content-type': '' };
  const response = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`);
}
