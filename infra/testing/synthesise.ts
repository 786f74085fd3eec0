import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { readConfig, stackNameOf } from '../config.ts';
import { MyPitchStack } from '../my-pitch-stack.ts';
import { unbundledApp } from '../unbundled-app.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, deleted after the test file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'my-pitch-infra-'));
  folders.push(folder);
  return folder;
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
