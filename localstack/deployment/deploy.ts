import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { type ObjectStore, objectStoreEnv } from '@my-pitch/shared/aws/object-store';
import { pipelineSources } from '@my-pitch/shared/pipeline-version';
import { awsClientConfig, awsEnv, type CloudAccess } from '../cloud/cloud-access.ts';
import { StateDamaged } from '../cloud/ministack.ts';
import { npmBinary, repositoryRoot } from '../paths.ts';
import { runProgram } from '../processes/run-program.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { readOriginSecret } from './origin-secret.ts';
import { hashSources } from './source-hash.ts';

const stackName = 'MyPitch';
const hashTag = 'my-pitch-sources';
const bootstrapStackName = 'CDKToolkit';
/** Statuses of a stack that can be used and updated. */
const usableStatus = /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/;
const sources = ['infra', 'functions', 'cdk.json', ...pipelineSources];

export interface DeployOptions {
  readonly access: CloudAccess;
  readonly stateDir: string;
  /** CDK context values in addition to the target. */
  readonly context: Readonly<Record<string, string>>;
  /** Stores the songs instead of the emulator's S3. */
  readonly objectStore?: ObjectStore | undefined;
}

/** A deployment on this machine. */
export interface LocalDeployment extends Deployment {
  /** What the web server has to send with each request to the API. */
  readonly originSecret: string;
}

/**
 * Deploys the CDK app to MiniStack unless the same version is already deployed. Uses the CDK command
 * line as on AWS: it bundles the functions, fills the asset bucket and waits for the stack.
 * @throws {Error} with the end of its output if it fails.
 */
export async function deploy(options: DeployOptions): Promise<LocalDeployment> {
  const { access, stateDir, context, objectStore } = options;
  const originSecret = await readOriginSecret(stateDir);
  // On a command line, every user of this machine could read them.
  const variables = {
    MY_PITCH_ORIGIN_SECRET: originSecret,
    ...(objectStore && objectStoreEnv(objectStore)),
  };
  const settings = [context, variables].map((each) => JSON.stringify(each));
  const hash = await hashSources(repositoryRoot, sources, settings);
  await describeStack(access, bootstrapStackName);
  const present = await describeStack(access, stackName);
  if (present && isDeployedFrom(present, hash)) {
    return { ...readDeployment(present, access, objectStore), originSecret };
  }
  const args = contextArgs(options);
  await runCdk(['bootstrap', 'aws://000000000000/us-east-1', ...args], access, variables);
  await runCdk(
    [
      ...['deploy', stackName, '--require-approval', 'never', '--concurrency', '4'],
      ...args,
      ...['--tags', `${hashTag}=${hash}`],
    ],
    access,
    variables,
  );
  const stack = await describeStack(access, stackName);
  if (!stack) throw new Error('The deployment ended without a stack');
  return { ...readDeployment(stack, access, objectStore), originSecret };
}

/** Compares the source hash in the stack's tags, so that the hash always belongs to the deployed stack. */
function isDeployedFrom({ StackStatus, Tags }: Stack, hash: string): boolean {
  const tag = Tags?.find(({ Key }) => Key === hashTag);
  return StackStatus !== 'UPDATE_ROLLBACK_COMPLETE' && tag?.Value === hash;
}

/** Arguments that select the local target and this state's output folder. */
function contextArgs({ context, stateDir }: DeployOptions): readonly string[] {
  return [
    ...Object.entries({ target: 'local', ...context }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
    ...['--output', join(stateDir, 'cdk.out')],
  ];
}

/**
 * Runs the CDK command line against the local AWS emulator.
 * @param variables in addition to this process's environment.
 * @throws {Error} with the end of its output if it fails.
 */
export async function runCdk(
  args: readonly string[],
  access: CloudAccess,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const quiet = ['--no-notices', '--no-version-reporting', '--no-path-metadata', '--ci'];
  await runProgram(npmBinary('cdk'), [...args, ...quiet], {
    ...process.env,
    ...awsEnv(access),
    // The caller's profile would not be found because the configuration files are disabled.
    AWS_PROFILE: undefined,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    ...variables,
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
