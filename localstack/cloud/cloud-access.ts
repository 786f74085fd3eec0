import { randomBytes } from 'node:crypto';
import { loopback } from '../ports.ts';

const region = 'us-east-1';

/** Header with the secret for unsigned requests; also defined in `cloud/gate.py`. */
export const secretHeader = 'x-my-pitch-secret';

/** Port and credentials of the local AWS emulator. */
export interface CloudAccess {
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
export function awsClientConfig({ port, accessKeyId, secretAccessKey }: CloudAccess) {
  return {
    endpoint: endpointOf(port),
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  };
}

/** Environment of programs that use the local AWS emulator. */
export function awsEnv({ port, accessKeyId, secretAccessKey }: CloudAccess) {
  return {
    AWS_ENDPOINT_URL: endpointOf(port),
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

function endpointOf(port: number): string {
  return `http://${loopback}:${port}`;
}
