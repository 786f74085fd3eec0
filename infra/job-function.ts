import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const repositoryRoot = join(import.meta.dirname, '..');

/** Bundled CommonJS modules call `require`, which ES modules lack. */
const requireForBundledCommonJs =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

export interface JobFunctionProps {
  /** The handler's folder in functions/. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout?: Duration;
}

/**
 * One function, bundled by esbuild with its imports, with its own log group and its own role, which
 * starts without permissions.
 */
export class JobFunction extends NodejsFunction {
  /** The function's role with its policy. */
  readonly executionRole: Role;

  constructor(scope: Construct, id: string, props: JobFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: join(repositoryRoot, 'functions', props.folder, 'handler.ts'),
      projectRoot: repositoryRoot,
      depsLockFilePath: join(repositoryRoot, 'package-lock.json'),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: props.timeout ?? Duration.seconds(15),
      environment: { ...props.environment },
      awsSdkConnectionReuse: false,
      logGroup,
      role,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        externalModules: [],
        minify: true,
        banner: requireForBundledCommonJs,
      },
    });
    this.executionRole = role;
  }
}
