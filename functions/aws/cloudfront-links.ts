import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { artifactKey } from '@my-pitch/shared/keys';
import type { ResultLinks } from '@my-pitch/shared/result-links';
import type { Clock, Signer } from '../ports.ts';

/** The stack's settings, and the private key in PEM. */
export interface LinkSettings extends Pick<ResultLinks, 'origin' | 'keyId'> {
  readonly privateKey: string;
}

export interface CloudFrontLinksOptions {
  /** @returns `undefined` while there is no distribution, for example during its first deployment. */
  readonly readSettings: () => Promise<LinkSettings | undefined>;
  /** Signs the links then. */
  readonly otherwise: Pick<Signer, 'downloadLink'>;
  readonly clock: Clock;
}

/**
 * Signs download links for CloudFront. The signature covers the whole link until its expiry, so it is of
 * no use for another artifact, another name or a later time. The edge does not count it when it looks for
 * a cached copy, so every link to an artifact finds the same one.
 */
export function createCloudFrontLinks({
  readSettings,
  otherwise,
  clock,
}: CloudFrontLinksOptions): Pick<Signer, 'downloadLink'> {
  const settings = keptOnceKnown(readSettings);
  return {
    async downloadLink(request) {
      const known = await settings();
      if (!known) return otherwise.downloadLink(request);
      const { jobId, name, contentDisposition, lifetimeSeconds } = request;
      const url = new URL(artifactKey(jobId, name), known.origin);
      url.search = `response-content-disposition=${encodeURIComponent(contentDisposition)}`;
      return getSignedUrl({
        url: url.href,
        keyPairId: known.keyId,
        privateKey: known.privateKey,
        dateLessThan: new Date(clock() + lifetimeSeconds * 1000).toISOString(),
      });
    },
  };
}

/** Reads once for all callers, and again after an error or while nothing is known. */
function keptOnceKnown<Value>(
  read: () => Promise<Value | undefined>,
): () => Promise<Value | undefined> {
  let reading: Promise<Value | undefined> | undefined;
  const forget = () => {
    reading = undefined;
  };
  return () => {
    reading ??= read().then(
      (value) => {
        if (value === undefined) forget();
        return value;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    return reading;
  };
}
