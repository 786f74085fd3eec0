import { resultLinksSchema } from '@my-pitch/shared/result-links';
import type { LinkSettings } from '../aws/cloudfront-links.ts';
import type { SecretStore } from '../make-signing-key/ports.ts';

/**
 * Reads how to link to results through CloudFront, with the private key.
 * @returns `undefined` while the parameter does not exist.
 * @throws {Error} for a parameter that breaks its contract, or without the key that it names.
 */
export async function readLinkSettings(
  parameter: string,
  store: Pick<SecretStore, 'read'>,
): Promise<LinkSettings | undefined> {
  const text = await store.read(parameter);
  if (text === undefined) return undefined;
  const { origin, keyId, keyParameter } = resultLinksSchema.parse(JSON.parse(text));
  const privateKey = await store.read(keyParameter);
  if (privateKey === undefined) throw new Error(`There is no parameter ${keyParameter}`);
  return { origin, keyId, privateKey };
}
