import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { awsClientConfig, awsEnv } from './aws-env.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { npmBinary, repositoryRoot } from './paths.ts';
import { runProgram } from './run-program.ts';
import { hashSources } from './source-hash.ts';

const stackName = 'MyPitch';
const sources = ['infra', 'functions', 'shared', 'cdk.json', 'package-lock.json'];

export interface DeployOptions {
  readonly awsPort: number;
  readonly stateDir: string;
  /** Values of the CDK context, beside the target. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Deploys the CDK app into MiniStack, unless just that is deployed there already.
 * CDK's own command line does it, as it would on AWS: it bundles the functions, fills the asset
 * bucket and waits for the stack.
 * @throws {Error} with the end of its output when it fails.
 */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { awsPort, stateDir, context } = options;
  const stamp = join(stateDir, 'deployed.sha256');
  const hash = await hashSources(repositoryRoot, sources, [JSON.stringify(context)]);
  const present = await describeStack(awsPort);
  if (present && hash === (await readFile(stamp, 'utf8').catch(() => undefined))) {
    return readDeployment(present, awsPort);
  }
  await mkdir(stateDir, { recursive: true });
  await runCdk('bootstrap', options);
  await runCdk('deploy', options);
  const stack = await describeStack(awsPort);
  if (!stack) throw new Error('The deployment ended without a stack');
  await writeFile(stamp, hash);
  return readDeployment(stack, awsPort);
}

async function runCdk(command: 'bootstrap' | 'deploy', options: DeployOptions): Promise<void> {
  const context = { target: 'local', ...options.context };
  const args = [
    command,
    ...(command === 'bootstrap'
      ? ['aws://000000000000/us-east-1']
      : [stackName, '--require-approval', 'never', '--concurrency', '4']),
    ...Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ...['--output', join(options.stateDir, 'cdk.out')],
    ...['--no-notices', '--no-version-reporting', '--no-path-metadata', '--ci'],
  ];
  await runProgram(npmBinary('cdk'), args, {
    ...process.env,
    ...awsEnv(options.awsPort),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
  });
}

/** The stack as it is deployed; `undefined` when it is not, or only in part. */
async function describeStack(awsPort: number): Promise<Stack | undefined> {
  const client = new CloudFormationClient(awsClientConfig(awsPort));
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks?.find(({ StackStatus }) => /^(CREATE|UPDATE)_COMPLETE$/.test(StackStatus ?? ''));
  } catch (error) {
    // CloudFormation's words for a stack that does not exist.
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
