import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { ObjectStoreEnv } from '../env.ts';

/** An S3-compatible server that stores the songs instead of S3. */
export interface ObjectStore {
  /** Its address for functions, workers and this machine's programs. */
  readonly endpoint: string;
  /** Its address for browsers. */
  readonly publicEndpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The object store that an environment names; `undefined` where songs are on S3.
 * @throws {Error} if its credentials are missing.
 */
export function objectStoreOf(env: ObjectStoreEnv): ObjectStore | undefined {
  const { OBJECT_STORE_ENDPOINT: endpoint, OBJECT_STORE_REGION: region } = env;
  if (endpoint === undefined) return undefined;
  const accessKeyId = env.OBJECT_STORE_ACCESS_KEY_ID;
  const secretAccessKey = env.OBJECT_STORE_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error(
      'OBJECT_STORE_ENDPOINT needs OBJECT_STORE_ACCESS_KEY_ID and OBJECT_STORE_SECRET_ACCESS_KEY',
    );
  }
  const publicEndpoint = env.OBJECT_STORE_PUBLIC_ENDPOINT ?? endpoint;
  return { endpoint, publicEndpoint, region, accessKeyId, secretAccessKey };
}

/** The environment that names an object store: the inverse of {@link objectStoreOf}. */
export function objectStoreEnv(store: ObjectStore): Readonly<Record<string, string>> {
  return {
    OBJECT_STORE_ENDPOINT: store.endpoint,
    OBJECT_STORE_PUBLIC_ENDPOINT: store.publicEndpoint,
    OBJECT_STORE_REGION: store.region,
    OBJECT_STORE_ACCESS_KEY_ID: store.accessKeyId,
    OBJECT_STORE_SECRET_ACCESS_KEY: store.secretAccessKey,
  };
}

/**
 * Options of a client for the object store. On S3 there are none: the SDK reads endpoint, region and
 * credentials from the environment, as for every other service.
 * @param user who uses the addresses that the client signs.
 */
export function objectStoreClientConfig(
  store: ObjectStore | undefined,
  user: 'program' | 'browser' = 'program',
): S3ClientConfig {
  if (!store) return {};
  const { endpoint, publicEndpoint, region, accessKeyId, secretAccessKey } = store;
  return {
    endpoint: user === 'browser' ? publicEndpoint : endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Servers other than S3 rarely have a host name for each bucket.
    forcePathStyle: true,
  };
}
