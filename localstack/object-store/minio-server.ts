import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loopback } from '../ports.ts';
import { endOfLog } from '../processes/end-of-log.ts';
import { ProcessGroup } from '../processes/process-group.ts';
import type { MinioCredentials } from './minio-credentials.ts';

const startWithinMs = 30_000;

/** The webhook's name in MinIO's configuration and in its ARN. */
export const webhookName = 'MYPITCH';

export interface MinioServerOptions {
  readonly binary: string;
  readonly port: number;
  /** Holds the objects, undelivered notifications and the log. */
  readonly folder: string;
  readonly credentials: MinioCredentials;
  /** The only origins that browsers may send requests from. MinIO has no CORS rules for single buckets. */
  readonly webOrigins: readonly string[];
  /** Receives the notifications. */
  readonly webhookUrl: string;
}

/**
 * Starts a MinIO server on the loopback interface.
 * @throws {Error} with the end of its log if it fails to start.
 */
export async function startMinio(options: MinioServerOptions): Promise<ProcessGroup> {
  const { binary, port, folder } = options;
  const logPath = join(folder, 'minio.log');
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const minio = new ProcessGroup(
    binary,
    ['server', data, '--address', `${loopback}:${port}`, '--quiet'],
    { logPath, env: { ...process.env, ...serverEnv(options) } },
  );
  const deadline = Date.now() + startWithinMs;
  while (!(await isReady(port))) {
    if (minio.isRunning && Date.now() < deadline) {
      await sleep(100);
      continue;
    }
    await minio.stop();
    throw new Error(`MinIO failed to start; the end of ${logPath}:\n${endOfLog(logPath, 15)}`);
  }
  return minio;
}

function serverEnv({ folder, credentials, webOrigins, webhookUrl }: MinioServerOptions) {
  return {
    MINIO_ROOT_USER: credentials.accessKeyId,
    MINIO_ROOT_PASSWORD: credentials.secretAccessKey,
    // No console on another port, and no requests to its makers.
    MINIO_BROWSER: 'off',
    MINIO_UPDATE: 'off',
    MINIO_CALLHOME_ENABLE: 'off',
    MINIO_API_CORS_ALLOW_ORIGIN: webOrigins.join(','),
    [`MINIO_NOTIFY_WEBHOOK_ENABLE_${webhookName}`]: 'on',
    [`MINIO_NOTIFY_WEBHOOK_ENDPOINT_${webhookName}`]: webhookUrl,
    [`MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_${webhookName}`]: `Bearer ${credentials.webhookToken}`,
    // Keeps notifications that could not be delivered, and sends them again.
    [`MINIO_NOTIFY_WEBHOOK_QUEUE_DIR_${webhookName}`]: join(folder, 'events'),
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://${loopback}:${port}/minio/health/ready`)).ok;
  } catch {
    return false;
  }
}
