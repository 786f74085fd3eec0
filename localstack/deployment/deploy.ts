import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { awsClientConfig, awsEnv, type CloudAccess } from '../cloud/cloud-access.ts';
import { StateDamaged } from '../cloud/ministack.ts';
import { npmBinary, repositoryRoot } from '../paths.ts';
import { runProgram } from '../processes/run-program.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { hashSources } from './source-hash.ts';

const stackName = 'MyPitch';
const hashTag = 'my-pitch-sources';
const bootstrapStackName = 'CDKToolkit';
/** Statuses of a stack that can be used and updated. */
const usableStatus = /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/;
const sources = ['infra', 'functions', 'shared', 'cdk.json', 'package-lock.json'];

export interface DeployOptions {
  readonly access: CloudAccess;
  readonly stateDir: string;
  /** CDK context values in addition to the target. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Deploys the CDK app to MiniStack unless the same version is already deployed. Uses the CDK command
 * line as on AWS: it bundles the functions, fills the asset bucket and waits for the stack.
 * @throws {Error} with the end of its output if it fails.
 */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { access, stateDir, context } = options;
  const hash = await hashSources(repositoryRoot, sources, [JSON.stringify(context)]);
  await describeStack(access, bootstrapStackName);
  const present = await describeStack(access, stackName);
  if (present && isDeployedFrom(present, hash)) return readDeployment(present, access);
  await mkdir(stateDir, { recursive: true });
  await runCdk('bootstrap', options);
  await runCdk('deploy', options, ['--tags', `${hashTag}=${hash}`]);
  const stack = await describeStack(access, stackName);
  if (!stack) throw new Error('The deployment ended without a stack');
  return readDeployment(stack, access);
}

/** Compares the source hash in the stack's tags, so that the hash always belongs to the deployed stack. */
function isDeployedFrom({ StackStatus, Tags }: Stack, hash: string): boolean {
  const tag = Tags?.find(({ Key }) => Key === hashTag);
  return StackStatus !== 'UPDATE_ROLLBACK_COMPLETE' && tag?.Value === hash;
}

async function runCdk(
  command: 'bootstrap' | 'deploy',
  options: DeployOptions,
  more: readonly string[] = [],
): Promise<void> {
  const context = { target: 'local', ...options.context };
  const args = [
    command,
    ...(command === 'bootstrap'
      ? ['aws://000000000000/us-east-1']
      : [stackName, '--require-approval', 'never', '--concurrency', '4']),
    ...Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ...['--output', join(options.stateDir, 'cdk.out')],
    ...['--no-notices', '--no-version-reporting', '--no-path-metadata', '--ci'],
    ...more,
  ];
  await runProgram(npmBinary('cdk'), args, {
    ...process.env,
    ...awsEnv(options.access),
    // The caller's profile would not be found because the configuration files are disabled.
    AWS_PROFILE: undefined,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
  });
}

/**
 * The deployed stack; `undefined` if there is none.
 * @throws {StateDamaged} if it is incomplete because its deployment was killed.
 */
async function describeStack(access: CloudAccess, name: string): Promise<Stack | undefined> {
  const client = new CloudFormationClient(awsClientConfig(access));
  try {
    const { Stacks: [stack] = [] } = await client.send(
      new DescribeStacksCommand({ StackName: name }),
    );
    if (!stack || usableStatus.test(stack.StackStatus ?? '')) return stack;
    throw new StateDamaged(`The stack ${name} is ${stack.StackStatus}`);
  } catch (error) {
    // CloudFormation's message for an unknown stack.
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
