import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { emptyFolder, synthesise } from './testing/synthesise.ts';
import { unbundledApp } from './unbundled-app.ts';

const template = synthesise({ target: 'aws', context: { originRotation: 'now' } });
const functions = template.findResources('AWS::Lambda::Function');
const named = (prefix: string) => {
  const [found] = Object.entries(functions).filter(([id]) => id.startsWith(prefix));
  if (!found) throw new Error(`There is no ${prefix}`);
  return found;
};
const answering = [
  ...['CreateJob', 'GetJob', 'GetLimits', 'CancelJob', 'DescribeApi'],
  ...['GetCorrections', 'PutCorrections'],
].map((name) => named(`Functions${name}`));
/** No other route of the socket is reached without this one. */
const connect = named('PushConnect');
const guarded = [...answering, connect];

describe('the API answers CloudFront only', () => {
  const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
  const [derived = ''] = Object.keys(template.findResources('Custom::OriginSecrets'));
  const present = { 'Fn::GetAtt': [derived, 'Present'] };

  it('which sends the secret of this deployment to the API and to no bucket', () => {
    const origins: readonly { readonly OriginCustomHeaders?: unknown }[] =
      distribution?.Properties.DistributionConfig.Origins;
    expect(origins.map(({ OriginCustomHeaders }) => OriginCustomHeaders)).toEqual(
      expect.arrayContaining([
        [{ HeaderName: 'x-origin-secret', HeaderValue: present }],
        undefined,
      ]),
    );
  });

  it('because every function with a route, and that of `$connect`, accepts this secret and the one before', () => {
    const integrations = Object.entries(
      template.findResources('AWS::ApiGatewayV2::Integration'),
    ).filter(([id]) => id.startsWith('ApiHttp'));
    const targets = integrations.map(
      ([, { Properties }]): string => Properties.IntegrationUri['Fn::GetAtt'][0],
    );
    expect(new Set(targets)).toEqual(new Set(answering.map(([id]) => id)));
    for (const [, { Properties }] of guarded) {
      expect(Properties.Environment.Variables.ORIGIN_SECRETS).toEqual({
        'Fn::GetAtt': [derived, 'Accepted'],
      });
    }
  });

  it('which is updated after them', () => {
    expect(distribution?.DependsOn).toEqual(expect.arrayContaining(guarded.map(([id]) => id)));
  });

  it('and no template contains the secret or its key', () => {
    const [key] = Object.values(functions).filter(
      ({ Properties }) => Properties.Environment?.Variables?.ORIGIN_KEY,
    );
    expect(JSON.stringify(key?.Properties.Environment)).toContain('{{resolve:secretsmanager:');
  });

  it('each deployment changes it', () => {
    const rotationOf = (context: Record<string, string>) =>
      readConfig(unbundledApp(emptyFolder(), { target: 'aws', ...context }).node).originRotation;
    expect(rotationOf({ originRotation: 'release 7' })).toBe('release 7');
    expect(Date.parse(rotationOf({}))).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe('the limits of a client', () => {
  const limitsOf = (context: Record<string, string>, target: 'aws' | 'local' = 'aws') => {
    const [create] = Object.entries(
      synthesise({ target, context }).findResources('AWS::Lambda::Function'),
    ).filter(([id]) => id.startsWith('FunctionsCreateJob'));
    const variables = create?.[1].Properties.Environment.Variables ?? {};
    return [variables.CLIENT_BURST, variables.CLIENT_SONGS_PER_HOUR].map(Number);
  };

  it('are shares of the queue, so that one client cannot fill it with forms', () => {
    const [burst = 0, perHour = 0] = limitsOf({});
    expect([burst, perHour]).toEqual([30, 60]);
    expect(burst + perHour).toBeLessThan(100);
    expect(limitsOf({ maxQueuedJobs: '1000' })).toEqual([300, 600]);
  });

  it('can be changed, and are out of reach on one machine', () => {
    expect(limitsOf({ clientBurst: '5', clientSongsPerHour: '7' })).toEqual([5, 7]);
    expect(limitsOf({}, 'local')).toEqual([10_000, 3_600_000]);
  });

  it('are kept in a table without backups, which forgets by itself', () => {
    const [clients] = Object.entries(template.findResources('AWS::DynamoDB::GlobalTable')).filter(
      ([id]) => id.startsWith('ProtectionClients'),
    );
    const { Properties } = clients?.[1] ?? {};
    expect(Properties.TimeToLiveSpecification).toEqual({
      AttributeName: 'forgetAtSeconds',
      Enabled: true,
    });
    expect(Properties.Replicas[0].PointInTimeRecoverySpecification).toBeUndefined();
    expect(Properties.StreamSpecification).toBeUndefined();
  });
});

it('a firewall is an option that refuses addresses by their rate', () => {
  template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  const guarded = synthesise({ target: 'aws', context: { wafRequestsPerFiveMinutes: '2000' } });
  const [firewall] = Object.entries(guarded.findResources('AWS::WAFv2::WebACL'));
  expect(firewall?.[1].Properties).toMatchObject({
    Scope: 'CLOUDFRONT',
    Rules: [{ Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000 } } }],
  });
  const [distribution] = Object.values(guarded.findResources('AWS::CloudFront::Distribution'));
  expect(distribution?.Properties.DistributionConfig.WebACLId).toEqual({
    'Fn::GetAtt': [firewall?.[0], 'Arn'],
  });
});
