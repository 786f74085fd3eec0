import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { apiPaths } from '@my-pitch/shared/api';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { awsClientConfig, createCloudAccess, secretHeader } from '../cloud/cloud-access.ts';
import { startMinistack } from '../cloud/ministack.ts';
import { runCdk } from '../deployment/deploy.ts';
import { localApiUrl } from '../deployment/deployment.ts';
import { type Resource, withoutResources } from '../deployment/without-resources.ts';
import { findFreePort } from '../ports.ts';
import { webOriginsOf } from '../web/web-server.ts';

// The stack for AWS, as `-c env=staging` with a GPU worker, deployed by the same command into an emulator of its own.

/** Types that MiniStack does not have. */
const refused = [
  'AWS::CloudFront::KeyGroup',
  'AWS::CloudFront::PublicKey',
  'AWS::EC2::FlowLog',
  'AWS::ECS::CapacityProvider',
  'AWS::ECS::ClusterCapacityProviderAssociations',
];

/** Custom resources whose functions lack something in MiniStack. */
const customResources = [
  // The end of a task, and MiniStack runs none without Docker.
  'Custom::ImageProof',
  // The AWS SDK of Lambda's Node, which MiniStack's does not have.
  'Custom::S3AutoDeleteObjects',
  // The AWS command line of its layer. It is in the template when the pages are built.
  'Custom::CDKBucketDeployment',
];

const functionsSchema = z.object({
  Functions: z.array(
    z.object({
      FunctionName: z.string(),
      Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
    }),
  ),
});

function isRefused({ Type, Properties = {} }: Resource): boolean {
  // Alarms on an expression over several metrics are not supported.
  if (Type === 'AWS::CloudWatch::Alarm') return 'Metrics' in Properties;
  return customResources.includes(Type) || refused.includes(Type);
}

const stackName = 'MyPitch-staging';
const access = createCloudAccess(await findFreePort());
const stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-aws-'));
const app = join(stateDir, 'cdk.out');
const templatePath = join(app, `${stackName}.template.json`);
const client = new CloudFormationClient(awsClientConfig(access));
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const webOrigins = webOriginsOf(await findFreePort());
  const ministack = await startMinistack({ access, stateDir, webOrigins });
  closers.push(() => ministack.stop());
  await runCdk(['bootstrap', 'aws://000000000000/us-east-1'], access);
  await runCdk(
    [
      ...['synth', '--quiet', '--output', app],
      ...['-c', 'target=aws', '-c', 'env=staging', '-c', 'maxGpuWorkers=1'],
    ],
    access,
  );
}, 600_000);
afterAll(async () => {
  client.destroy();
  for (const close of closers.reverse()) await close();
  await rm(stateDir, { recursive: true, force: true });
});

async function readTemplate() {
  const template: unknown = JSON.parse(await readFile(templatePath, 'utf8'));
  return withoutResources(template, () => false);
}

/** The types among these that the emulator names as unknown. */
async function unknownTypes(types: readonly string[]): Promise<readonly string[]> {
  const resources = types.map((Type, index) => [`R${index}`, { Type }] as const);
  const body = JSON.stringify({ Resources: Object.fromEntries(resources) });
  try {
    await client.send(new ValidateTemplateCommand({ TemplateBody: body }));
    return [];
  } catch (error) {
    const [, list] = /Unrecognized resource types: \[(.*)\]/.exec(String(error)) ?? [];
    if (list === undefined) throw error;
    return list.split(', ');
  }
}

it('MiniStack refuses only the listed types', async () => {
  const types = Object.values((await readTemplate()).Resources).map(({ Type }) => Type);
  const unknown = await unknownTypes([...new Set(types)]);
  expect(unknown.toSorted()).toEqual(refused);
});

it('deploys everything else, and its API answers', async () => {
  const whole = await readTemplate();
  const template = withoutResources(whole, isRefused);
  const missing = Object.keys(whole.Resources).filter((id) => !(id in template.Resources));
  console.log(`Not deployed into MiniStack: ${missing.join(', ')}`);
  const typesOf = (ids: readonly string[]) => new Set(ids.map((id) => whole.Resources[id]?.Type));
  const present = typesOf(Object.keys(whole.Resources));
  expect([...typesOf(missing)].toSorted()).toEqual(
    [...refused, 'AWS::CloudWatch::Alarm', ...customResources]
      .filter((type) => present.has(type))
      .toSorted(),
  );
  await writeFile(templatePath, JSON.stringify(template));
  const [image = ''] = Object.keys(template.Parameters ?? {}).filter((name) => /Ssm/.test(name));
  await runCdk(
    [
      ...['deploy', stackName, '--app', app, '--require-approval', 'never'],
      // MiniStack has no machine images; any parameter will do.
      ...['--parameters', `${stackName}:${image}=/cdk-bootstrap/hnb659fds/version`],
    ],
    access,
    // The worker's image is not built: there is no Docker here.
    { CDK_DOCKER: 'true' },
  );
  const described = await client.send(new DescribeStackResourcesCommand({ StackName: stackName }));
  const deployed = (described.StackResources ?? []).map((each) => each.LogicalResourceId);
  expect(deployed.toSorted()).toEqual(Object.keys(template.Resources).toSorted());

  const { Stacks: [stack] = [] } = await client.send(
    new DescribeStacksCommand({ StackName: stackName }),
  );
  const apiUrl = stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'ApiUrl')?.OutputValue;
  const limits = `${localApiUrl(z.url().parse(apiUrl), access)}${apiPaths.limits}`;
  const ask = async (secret: string) => {
    const headers = { [secretHeader]: access.secretAccessKey, [originSecretHeader]: secret };
    const answer = await fetch(limits, { headers });
    return [answer.status, await answer.json()];
  };
  const { accepted, sent } = await originSecrets();
  expect(sent).toEqual(accepted);
  expect(await ask(sent[0] ?? '')).toEqual([
    200,
    expect.objectContaining({ maxDurationSeconds: 900 }),
  ]);
  expect(await ask('a guess of the secret')).toEqual([
    403,
    expect.objectContaining({ code: 'wrong-origin' }),
  ]);
});

/** The secrets that the deployed function accepts, and the one that CloudFront sends. */
async function originSecrets() {
  const headers = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0',
    [secretHeader]: access.secretAccessKey,
  };
  const url = `http://127.0.0.1:${access.port}/2015-03-31/functions/?MaxItems=50`;
  const { Functions } = functionsSchema.parse(await (await fetch(url, { headers })).json());
  const limits = Functions.find(({ FunctionName }) => FunctionName.includes('GetLimits'));
  const distributions = `http://127.0.0.1:${access.port}/2020-05-31/distribution`;
  const list = await (
    await fetch(distributions, {
      headers: {
        ...headers,
        authorization: headers.authorization.replace('/lambda/', '/cloudfront/'),
      },
    })
  ).text();
  const [, header = ''] =
    /<HeaderName>x-origin-secret<\/HeaderName>\s*<HeaderValue>([^<]+)</.exec(list) ?? [];
  return {
    accepted: limits?.Environment?.Variables.ORIGIN_SECRETS?.split(',') ?? [],
    sent: [header],
  };
}
