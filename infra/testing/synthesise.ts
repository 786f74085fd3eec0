import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { readConfig } from '../config.ts';
import { MyPitchStack } from '../my-pitch-stack.ts';

const cdkJson: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'cdk.json'), 'utf8'),
);

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
  readonly context?: Readonly<Record<string, string>>;
  readonly webFolder?: string;
}

/** The stack as `cdk synth` builds it with cdk.json, without bundling the functions' code. */
export function buildStack({ target, context, webFolder = emptyFolder() }: StackOptions) {
  const app = new App({
    outdir: emptyFolder(),
    context: {
      ...(cdkJson as { context: Record<string, unknown> }).context,
      'aws:cdk:bundling-stacks': [],
      target,
      ...context,
    },
  });
  const stack = new MyPitchStack(app, 'MyPitch', { config: readConfig(app.node), webFolder });
  return { app, stack };
}

/** The CloudFormation template of {@link buildStack}. */
export function synthesise(options: StackOptions): Template {
  return Template.fromStack(buildStack(options).stack);
}
