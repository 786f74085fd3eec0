import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import type { LocalDeployment } from '../deployment/deploy.ts';
import type { ForeignEndpoint } from '../settings.ts';
import { step } from '../step.ts';
import { awsClientConfig, type CloudAccess, endpointOf } from './cloud-access.ts';
import { type DeployIntoOptions, deployInto } from './open-cloud.ts';

const answersWithinMs = 5000;

/** Access to an emulator that was started by others. MiniStack and LocalStack accept these credentials. */
export function foreignAccess({ host, port }: ForeignEndpoint): CloudAccess {
  return { host, port, accessKeyId: 'test', secretAccessKey: 'test' };
}

/**
 * Deploys the stack into an AWS emulator that runs already, and takes up what was interrupted.
 * @throws {Error} if it does not answer, or lacks something that the stack needs.
 */
export async function attachCloud(options: DeployIntoOptions): Promise<LocalDeployment> {
  const { access } = options;
  await step(`AWS at ${endpointOf(access)}`, () => assertAws(access));
  console.warn('Warning: this endpoint has no gate. Whoever reaches it can read the songs.');
  return deployInto(options);
}

/** @throws {Error} if nothing at the address understands a request to CloudFormation. */
async function assertAws(access: CloudAccess): Promise<void> {
  const client = new CloudFormationClient({ ...awsClientConfig(access), maxAttempts: 1 });
  try {
    await client.send(new ListStacksCommand({}), {
      abortSignal: AbortSignal.timeout(answersWithinMs),
    });
  } catch (cause) {
    throw new Error(
      `No AWS emulator answers at ${endpointOf(access)}.\nStart one first, for example with localstack/compose.yaml, or omit --aws-endpoint.`,
      { cause },
    );
  } finally {
    client.destroy();
  }
}
