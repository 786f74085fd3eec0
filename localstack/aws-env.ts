import { loopback } from './ports.ts';

const region = 'us-east-1';
// MiniStack takes a key of twelve digits for an account; any other belongs to the default one.
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** What any AWS client in this process needs to reach the stand-in for AWS. */
export function awsClientConfig(port: number) {
  return { endpoint: endpointOf(port), region, credentials };
}

/** The environment of any program that talks to the stand-in for AWS. */
export function awsEnv(port: number) {
  return {
    AWS_ENDPOINT_URL: endpointOf(port),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // Nothing of this machine's own AWS set-up may take part.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function endpointOf(port: number): string {
  return `http://${loopback}:${port}`;
}
