import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfig, stackNameOf } from '../config.ts';
import { MyPitchStack } from '../my-pitch-stack.ts';
import { unbundledApp } from '../unbundled-app.ts';

/** A new empty folder, deleted when the test run ends. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'infra-'));
}

export interface StackOptions {
  readonly target: 'local' | 'aws';
  readonly context?: Readonly<Record<string, unknown>>;
  readonly webFolder?: string;
  /** The environment, for example of an object store beside S3. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** The stack as `cdk synth` builds it with cdk.json, without bundling the functions' code. */
export function buildStack(options: StackOptions) {
  const { target, context, webFolder = emptyFolder(), variables = {} } = options;
  const app = unbundledApp(emptyFolder(), { target, ...context });
  const config = readConfig(app.node, variables);
  const stack = new MyPitchStack(app, stackNameOf(config), { config, webFolder });
  return { app, stack };
}

/** The CloudFormation template of {@link buildStack}. */
export function synthesise(options: StackOptions): Template {
  return Template.fromStack(buildStack(options).stack);
}
