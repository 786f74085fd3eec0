import { randomBytes } from 'node:crypto';
import { loopback } from './ports.ts';

const region = 'us-east-1';

/** The header that carries the secret where a request is not signed; `cloud/gate.py` names it too. */
export const secretHeader = 'x-my-pitch-secret';

/** Where the stand-in for AWS answers, and what proves to it that a request is ours. */
export interface CloudAccess {
  readonly port: number;
  readonly accessKeyId: string;
  /** Random, and different at every start: no other page or user of this machine can know it. */
  readonly secretAccessKey: string;
}

/** Credentials for one start. */
export function createCloudAccess(port: number): CloudAccess {
  return {
    port,
    // Not twelve digits: MiniStack would take these for the number of an account.
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}

/** What any AWS client in this process needs to reach the stand-in for AWS. */
export function awsClientConfig({ port, accessKeyId, secretAccessKey }: CloudAccess) {
  return {
    endpoint: endpointOf(port),
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  };
}

/** The environment of any program that talks to the stand-in for AWS. */
export function awsEnv({ port, accessKeyId, secretAccessKey }: CloudAccess) {
  return {
    AWS_ENDPOINT_URL: endpointOf(port),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    // This machine's own AWS set-up must not take part.
    AWS_SESSION_TOKEN: '',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function endpointOf(port: number): string {
  return `http://${loopback}:${port}`;
}
