import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
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
  const { access, stateDir, context } = options;
  const originSecret = await readOriginSecret(stateDir);
  const hash = await hashSources(repositoryRoot, sources, [JSON.stringify(context), originSecret]);
  await describeStack(access, bootstrapStackName);
  const present = await describeStack(access, stackName);
  if (present && isDeployedFrom(present, hash)) {
    return { ...readDeployment(present, access), originSecret };
  }
  const settings = contextArgs(options);
  await runCdk(['bootstrap', 'aws://000000000000/us-east-1', ...settings], access);
  await runCdk(
    [
      ...['deploy', stackName, '--require-approval', 'never', '--concurrency', '4'],
      ...settings,
      ...['--tags', `${hashTag}=${hash}`],
    ],
    access,
    { MY_PITCH_ORIGIN_SECRET: originSecret },
  );
  const stack = await describeStack(access, stackName);
  if (!stack) throw new Error('The deployment ended without a stack');
  return { ...readDeployment(stack, access), originSecret };
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
