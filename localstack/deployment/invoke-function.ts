import { z } from 'zod';
import { type CloudAccess, endpointOf, secretHeader } from '../cloud/cloud-access.ts';

const listSchema = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });

/**
 * Invokes a deployed function synchronously.
 * @param namePart part of the function's name, such as `Expire`.
 * @throws {Error} if there is no such function or it fails.
 */
export async function invokeFunction(access: CloudAccess, namePart: string): Promise<unknown> {
  // MiniStack reads the region from the signature; the secret header authenticates the request.
  const scope = 'Credential=test/20260101/us-east-1/lambda/aws4_request';
  const headers = {
    authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
    [secretHeader]: access.secretAccessKey,
  };
  const functions = `${endpointOf(access)}/2015-03-31/functions`;
  const list = await fetch(`${functions}/?MaxItems=50`, { headers });
  const names = listSchema.parse(await list.json()).Functions.map((each) => each.FunctionName);
  const name = names.find((each) => each.includes(namePart));
  if (!name) throw new Error(`No function name contains ${namePart}: ${names.join(', ')}`);
  const answer = await fetch(`${functions}/${name}/invocations`, { method: 'POST', headers });
  const text = await answer.text();
  if (!answer.ok || answer.headers.has('x-amz-function-error')) throw new Error(text);
  return JSON.parse(text);
}
