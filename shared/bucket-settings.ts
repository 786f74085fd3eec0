import type { Buckets } from './aws/buckets.ts';
import { artifactPrefix, uploadPrefix } from './keys.ts';
import { lifetimes } from './limits.ts';

/** What a browser may send to a bucket from another origin, and read of the response. */
interface CorsSettings {
  readonly allowedMethods: readonly ('GET' | 'HEAD' | 'POST')[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
}

export interface BucketSettings {
  /** The name in a store that does not assign names. An operator can choose another one. */
  readonly defaultName: string;
  /** All keys start with it. */
  readonly keyPrefix: string;
  readonly expireAfterDays: number;
  readonly cors: CorsSettings;
  /** Whether new objects are announced to `on-upload`. */
  readonly announcesObjects: boolean;
}

/** How every object store sets up the two buckets: S3 by the CDK app, MinIO by its script. Both are private. */
export const bucketSettings = {
  uploads: {
    defaultName: 'original-tracks',
    keyPrefix: uploadPrefix,
    expireAfterDays: lifetimes.uploadObjectDays,
    cors: { allowedMethods: ['POST'], allowedHeaders: ['*'], exposedHeaders: [] },
    announcesObjects: true,
  },
  results: {
    defaultName: 'separated-tracks',
    keyPrefix: artifactPrefix,
    expireAfterDays: lifetimes.resultObjectDays,
    cors: {
      allowedMethods: ['GET', 'HEAD'],
      allowedHeaders: ['range'],
      exposedHeaders: ['Accept-Ranges', 'Content-Length', 'Content-Range', 'ETag'],
    },
    announcesObjects: false,
  },
} as const satisfies Readonly<Record<keyof Buckets, BucketSettings>>;

/** Parts of an upload that was never completed are deleted after this time. */
export const incompleteUploadDays = 1;

/** How long a browser may cache the answer to a preflight request. */
export const corsMaxAgeSeconds = 3600;
