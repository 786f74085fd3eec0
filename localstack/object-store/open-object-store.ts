import { S3Client } from '@aws-sdk/client-s3';
import type { Buckets } from '@my-pitch/shared/aws/buckets';
import { type ObjectStore, objectStoreClientConfig } from '@my-pitch/shared/aws/object-store';
import { bucketSettings } from '@my-pitch/shared/bucket-settings';
import { z } from 'zod';
import { loopback } from '../ports.ts';
import type { ProcessGroup } from '../processes/process-group.ts';
import { findMinio } from './find-minio.ts';
import { readMinioCredentials } from './minio-credentials.ts';
import { startMinio } from './minio-server.ts';
import { setUpBuckets } from './set-up-buckets.ts';
import { startUploadEventServer, type UploadEventServer } from './upload-event-server.ts';

export interface ObjectStoreOptions {
  /** The port of a MinIO server that is started here. */
  readonly port: number;
  /** The folder of that server: objects, credentials, log. */
  readonly folder: string;
  /** The only origins that browsers may send requests from. */
  readonly webOrigins: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with the server as soon as it has started. */
  readonly onStarted: (minio: ProcessGroup) => void;
}

export interface OpenObjectStore {
  readonly store: ObjectStore;
  readonly buckets: Buckets;
  /** Puts the notifications about new uploads on this queue; MinIO keeps those from before. */
  readonly forwardTo: UploadEventServer['forwardTo'];
  /** Resolves if a server that was started here ends. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** The variables of a MinIO server that runs already. */
const runningServerSchema = z.object({
  MINIO_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Its address for browsers, if it has another one for them. */
  MINIO_PUBLIC_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  MINIO_ACCESS_KEY: z.string().min(3).optional(),
  MINIO_SECRET_KEY: z.string().min(8).optional(),
  MINIO_REGION: z.string().min(1).default('us-east-1'),
  /** The port on which its notifications are received. */
  MINIO_WEBHOOK_PORT: z.coerce.number().int().min(1024).max(65_535).default(4568),
  MINIO_WEBHOOK_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  UPLOADS_BUCKET_NAME: z.string().min(3).default(bucketSettings.uploads.defaultName),
  RESULTS_BUCKET_NAME: z.string().min(3).default(bucketSettings.results.defaultName),
});
type MinioEnv = z.infer<typeof runningServerSchema>;

/**
 * Opens MinIO as the object store: the server that MINIO_ENDPOINT names, else one that is started here.
 * Sets up its buckets.
 * @throws {Error} that says what is missing.
 */
export async function openObjectStore(options: ObjectStoreOptions): Promise<OpenObjectStore> {
  const parsed = runningServerSchema.safeParse(options.env);
  if (!parsed.success) {
    throw new Error(`The settings of MinIO are not usable:\n${z.prettifyError(parsed.error)}`);
  }
  const env = parsed.data;
  return env.MINIO_ENDPOINT === undefined
    ? startServer(options, env)
    : useServer(env.MINIO_ENDPOINT, env);
}

async function startServer(
  { env, port, folder, webOrigins, onStarted }: ObjectStoreOptions,
  minioEnv: MinioEnv,
): Promise<OpenObjectStore> {
  const binary = await findMinio(env);
  if (binary === undefined) throw new Error(noServer);
  const credentials = await readMinioCredentials(folder);
  const events = await startUploadEventServer(0, credentials.webhookToken);
  const options = { binary, port, folder, credentials, webOrigins, webhookUrl: events.url };
  const minio = await startMinio(options).catch(async (error: unknown) => {
    await events.close();
    throw error;
  });
  onStarted(minio);
  const close = async () => {
    await minio.stop();
    await events.close();
  };
  const endpoint = `http://${loopback}:${port}`;
  const { accessKeyId, secretAccessKey } = credentials;
  const store = {
    ...{ endpoint, publicEndpoint: endpoint, region: minioEnv.MINIO_REGION },
    ...{ accessKeyId, secretAccessKey },
  };
  return prepared({ store, events, ended: minio.ended, close }, minioEnv);
}

async function useServer(endpoint: string, minioEnv: MinioEnv): Promise<OpenObjectStore> {
  const { MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_WEBHOOK_TOKEN } = minioEnv;
  if (!MINIO_ACCESS_KEY || !MINIO_SECRET_KEY || !MINIO_WEBHOOK_TOKEN) {
    throw new Error(
      'MINIO_ENDPOINT needs MINIO_ACCESS_KEY, MINIO_SECRET_KEY and MINIO_WEBHOOK_TOKEN, the token of its notifications.',
    );
  }
  const store = {
    ...{ endpoint, publicEndpoint: minioEnv.MINIO_PUBLIC_ENDPOINT ?? endpoint },
    ...{ region: minioEnv.MINIO_REGION },
    ...{ accessKeyId: MINIO_ACCESS_KEY, secretAccessKey: MINIO_SECRET_KEY },
  };
  await assertAnswers(endpoint);
  const events = await startUploadEventServer(minioEnv.MINIO_WEBHOOK_PORT, MINIO_WEBHOOK_TOKEN);
  // It outlives this start.
  const ended = new Promise<never>(() => undefined);
  return prepared({ store, events, ended, close: () => events.close() }, minioEnv);
}

interface Parts {
  readonly store: ObjectStore;
  readonly events: UploadEventServer;
  readonly ended: Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Sets up the buckets; closes everything if that fails. */
async function prepared(
  { store, events, ended, close }: Parts,
  { UPLOADS_BUCKET_NAME: uploads, RESULTS_BUCKET_NAME: results }: MinioEnv,
): Promise<OpenObjectStore> {
  const buckets = { uploads, results };
  const s3 = new S3Client(objectStoreClientConfig(store));
  try {
    await setUpBuckets(s3, buckets, { url: events.url, tokenVariable: 'MINIO_WEBHOOK_TOKEN' });
  } catch (error) {
    await close();
    throw error;
  } finally {
    s3.destroy();
  }
  return { store, buckets, ended, close, forwardTo: events.forwardTo };
}

async function assertAnswers(endpoint: string): Promise<void> {
  try {
    const answer = await fetch(new URL('/minio/health/ready', endpoint));
    if (!answer.ok) throw new Error(`It answers ${answer.status}`);
  } catch (cause) {
    throw new Error(`No MinIO server answers at MINIO_ENDPOINT ${endpoint}`, { cause });
  }
}

const noServer = `--storage minio needs a MinIO server. One of these is enough:
  - a program named minio on PATH, or its path in MINIO_BINARY
  - one that localstack/setup/build-minio.sh builds with Go
  - a server that runs already: MINIO_ENDPOINT, MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_WEBHOOK_TOKEN`;
