import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { localFolder } from './paths.ts';

const portSchema = z.coerce
  .number('must be a number')
  .int()
  .min(1024, 'must be 1024 or more')
  .max(65535, 'must be 65535 or less');

/** Where the songs are: on the AWS emulator's S3, or on a MinIO server. */
type Storage = 's3' | 'minio';

/** An AWS-compatible endpoint that runs already. */
export interface ForeignEndpoint {
  readonly host: string;
  readonly port: number;
}

/** Settings of `npm start`. */
export interface Settings {
  readonly webPort: number;
  /** The port of the MiniStack that is started here. */
  readonly awsPort: number;
  /** Used instead of a MiniStack of our own. */
  readonly awsEndpoint: ForeignEndpoint | undefined;
  readonly storage: Storage;
  readonly minioPort: number;
  /** Folder for state that survives restarts; per address, because stored URLs contain it. */
  readonly stateDir: string;
  /** The folder of MinIO: the songs are not part of the emulator's state. */
  readonly minioDir: string;
}

const startUsage = `Usage: npm start -- [--port 3000] [--aws-port 4566] [--aws-endpoint http://HOST:PORT]
                   [--storage s3|minio] [--minio-port 9000]
  or set MY_PITCH_PORT, MY_PITCH_AWS_PORT, MY_PITCH_AWS_ENDPOINT, MY_PITCH_STORAGE, MY_PITCH_MINIO_PORT.`;

/**
 * Reads the command line and the environment; the command line takes precedence.
 * @throws {Error} with the reason and the usage.
 */
export function readSettings(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const flags = readFlags(args);
  const webPort = readPort('--port', flags.port ?? env.MY_PITCH_PORT ?? '3000');
  const awsPort = readPort('--aws-port', flags['aws-port'] ?? env.MY_PITCH_AWS_PORT ?? '4566');
  const minioText = flags['minio-port'] ?? env.MY_PITCH_MINIO_PORT ?? '9000';
  const minioPort = readPort('--minio-port', minioText);
  const storage = readStorage(flags.storage ?? env.MY_PITCH_STORAGE ?? 's3');
  const awsEndpoint = readEndpoint(flags['aws-endpoint'] ?? env.MY_PITCH_AWS_ENDPOINT);
  if (new Set([webPort, awsPort, minioPort]).size < 3) {
    throw new Error('--port, --aws-port and --minio-port must differ');
  }
  const emulator = awsEndpoint ? `at-${awsEndpoint.host}-${awsEndpoint.port}` : `aws-${awsPort}`;
  return {
    ...{ webPort, awsPort, awsEndpoint, storage, minioPort },
    // Records of songs on one store are of no use with the other.
    stateDir: join(localFolder, storage === 'minio' ? `${emulator}-minio` : emulator),
    minioDir: join(localFolder, `minio-${minioPort}`),
  };
}

function readFlags(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = {
      ...{ port: text, 'aws-port': text, 'aws-endpoint': text },
      ...{ storage: text, 'minio-port': text },
    };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n${startUsage}`, { cause: error });
  }
}

function readPort(name: string, text: string): number {
  const parsed = portSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => issue.message).join(', ');
  throw new Error(`${name} ${text}: ${reasons}\n${startUsage}`);
}

function readStorage(text: string): Storage {
  if (text === 's3' || text === 'minio') return text;
  throw new Error(`--storage ${text}: must be s3 or minio\n${startUsage}`);
}

function readEndpoint(text: string | undefined): ForeignEndpoint | undefined {
  if (text === undefined) return undefined;
  const [, host, port] = /^http:\/\/([a-z0-9.-]+):(\d+)\/?$/i.exec(text) ?? [];
  if (host === undefined || port === undefined) {
    throw new Error(`--aws-endpoint ${text}: must look like http://127.0.0.1:4566\n${startUsage}`);
  }
  return { host, port: Number(port) };
}
