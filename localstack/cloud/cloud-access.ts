import { randomBytes } from 'node:crypto';
import { loopback } from '../ports.ts';

const region = 'us-east-1';

/** Header with the secret for unsigned requests; also defined in `cloud/gate.py`. */
export const secretHeader = 'x-my-pitch-secret';

/** Address and credentials of an AWS emulator. */
export interface CloudAccess {
  /** By default the loopback interface, where MiniStack is started. */
  readonly host?: string;
  readonly port: number;
  readonly accessKeyId: string;
  /** Random per start, so other pages and users of this machine cannot know it. */
  readonly secretAccessKey: string;
}

/** Creates the credentials of one start. */
export function createCloudAccess(port: number): CloudAccess {
  return {
    port,
    // MiniStack would interpret twelve digits as an account id.
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}

/** Configuration of AWS clients in this process for the local AWS emulator. */
export function awsClientConfig(access: CloudAccess) {
  const { accessKeyId, secretAccessKey } = access;
  return {
    endpoint: endpointOf(access),
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  };
}

/** Environment of programs that use the local AWS emulator. */
export function awsEnv(access: CloudAccess) {
  const { accessKeyId, secretAccessKey } = access;
  return {
    AWS_ENDPOINT_URL: endpointOf(access),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    // Ignore the machine's AWS configuration.
    AWS_SESSION_TOKEN: '',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Base URL of the emulator. */
export function endpointOf({ host = loopback, port }: CloudAccess): string {
  return `http://${host}:${port}`;
}
