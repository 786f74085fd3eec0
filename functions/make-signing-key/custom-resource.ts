import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import { customResourceRequest } from '../aws/cloudformation-answer.ts';
import type { SecretStore } from './ports.ts';

/** CloudFormation's request to a custom resource that makes a key pair. */
export const keyRequestSchema = z.object({
  ...customResourceRequest,
  ResourceProperties: z.object({
    /** The parameter that keeps the private key. */
    parameterName: z.string().startsWith('/'),
  }),
});
export type KeyRequest = z.infer<typeof keyRequestSchema>;

/** CloudFormation refuses responses over 4096 bytes. */
const maxReasonLength = 1000;

/** What CloudFront needs for signed URLs. */
const keyOptions = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

/**
 * Answers one request with the public key, as the attribute `PublicKey`. The private key never leaves
 * the store, so no template, log or answer contains it. A repeated request finds the first one's key.
 * @param respond sends the answer to CloudFormation.
 */
export async function answerKeyRequest(
  { RequestType, ResponseURL, ResourceProperties, ...ids }: KeyRequest,
  store: SecretStore,
  respond: (url: string, body: Readonly<Record<string, unknown>>) => Promise<void>,
): Promise<void> {
  const { parameterName } = ResourceProperties;
  const { StackId, RequestId, LogicalResourceId } = ids;
  const common = { PhysicalResourceId: parameterName, StackId, RequestId, LogicalResourceId };
  try {
    const Data =
      RequestType === 'Delete' ? {} : { PublicKey: await publicKey(parameterName, store) };
    if (RequestType === 'Delete') await store.remove(parameterName);
    await respond(ResponseURL, { Status: 'SUCCESS', ...common, Data });
  } catch (error) {
    const Reason = String(error).slice(0, maxReasonLength);
    await respond(ResponseURL, { Status: 'FAILED', ...common, Reason });
  }
}

async function publicKey(parameterName: string, store: SecretStore): Promise<string> {
  const existing = await store.read(parameterName);
  if (existing !== undefined) {
    return createPublicKey(existing).export(keyOptions.publicKeyEncoding).toString();
  }
  const made = generateKeyPairSync('rsa', keyOptions);
  await store.create(parameterName, made.privateKey);
  return made.publicKey;
}
