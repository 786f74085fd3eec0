import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildStack, emptyFolder } from './testing/synthesise.ts';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.unknown().optional() }),
  ),
});

/** Their names belong to a role or an API, or are labels, so two stacks may use the same. */
const withScopedName: ReadonlySet<string> = new Set([
  'AWS::IAM::Policy',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
]);

function build(env: string) {
  const webFolder = emptyFolder();
  writeFileSync(join(webFolder, 'index.html'), '<p>Sing</p>');
  const { stack } = buildStack({ target: 'aws', context: { env }, webFolder });
  const { Resources } = templateSchema.parse(Template.fromStack(stack).toJSON());
  const names = Object.values(Resources)
    .filter(({ Type }) => !withScopedName.has(Type))
    .flatMap(({ Type, Properties }) => namesIn(Properties).map((name) => `${Type} ${name}`));
  return { stack, names: new Set(names) };
}

/** The names that a resource fixes, as `Key=name`: its own, in its settings or of its metrics. */
function namesIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return namesIn(inner, depth + (key.endsWith('Config') ? 0 : 1));
    const isOwn = depth === 0 && key.endsWith('Name') && key !== 'MetricName';
    return isOwn || key === 'MetricNamespace' ? [`${key}=${inner}`] : [];
  });
}

describe('two environments in one account', () => {
  let production: ReturnType<typeof build>;
  let staging: ReturnType<typeof build>;
  beforeAll(() => {
    production = build('production');
    staging = build('staging');
  }, 300_000);

  it('have stacks of their own; only that of production is protected from deletion', () => {
    expect([production.stack.stackName, staging.stack.stackName]).toEqual([
      'MyPitch',
      'MyPitch-staging',
    ]);
    expect(production.stack.terminationProtection).toBe(true);
    expect(staging.stack.terminationProtection).toBe(false);
  });

  it('share no name that has to be unique', () => {
    expect([...production.names]).toContain('AWS::Logs::MetricFilter MetricNamespace=MyPitch');
    expect([...production.names].join('\n')).toMatch(/ResponseHeadersPolicy Name=MyPitch/);
    expect([...staging.names].filter((name) => production.names.has(name))).toEqual([]);
  });
});
