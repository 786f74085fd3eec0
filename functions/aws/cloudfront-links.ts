import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { artifactKey } from '@my-pitch/shared/keys';
import type { Clock, Signer } from '../ports.ts';

export interface CloudFrontLinksOptions {
  /** The origin of the distribution: `https://sing.example`. */
  readonly origin: string;
  /** CloudFront's id of the public key. */
  readonly keyId: string;
  /** Reads the private key, in PEM. */
  readonly readPrivateKey: () => Promise<string>;
  readonly clock: Clock;
}

/**
 * Signs download links for CloudFront. The signature covers the whole link until its expiry, so it is of
 * no use for another artifact, another name or a later time. The edge does not count it when it looks for
 * a cached copy, so every link to an artifact finds the same one.
 */
export function createCloudFrontLinks({
  origin,
  keyId,
  readPrivateKey,
  clock,
}: CloudFrontLinksOptions): Pick<Signer, 'downloadLink'> {
  let reading: Promise<string> | undefined;
  const privateKey = (): Promise<string> => {
    reading ??= readPrivateKey().catch((error: unknown) => {
      // The next request tries again.
      reading = undefined;
      throw error;
    });
    return reading;
  };
  return {
    async downloadLink({ jobId, name, contentDisposition, lifetimeSeconds }) {
      const url = new URL(artifactKey(jobId, name), origin);
      url.search = `response-content-disposition=${encodeURIComponent(contentDisposition)}`;
      return getSignedUrl({
        url: url.href,
        keyPairId: keyId,
        privateKey: await privateKey(),
        dateLessThan: new Date(clock() + lifetimeSeconds * 1000).toISOString(),
      });
    },
  };
}
