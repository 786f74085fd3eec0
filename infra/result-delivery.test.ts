import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from './testing/permissions.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws' });

/** The one resource of a type whose logical id begins so. */
function resource(from: Template, type: string, idStart: string) {
  const [found, ...others] = Object.entries(from.findResources(type)).filter(([id]) =>
    id.startsWith(idStart),
  );
  if (!found || others.length > 0) throw new Error(`Not one ${type} begins with ${idStart}`);
  return { id: found[0], properties: found[1].Properties };
}

const distribution = resource(template, 'AWS::CloudFront::Distribution', 'WebDistribution');
const { CacheBehaviors, Origins } = distribution.properties.DistributionConfig;
const behaviour = CacheBehaviors.find(
  ({ PathPattern }: { PathPattern: string }) => PathPattern === '/results/*',
);

describe('results', () => {
  it('are served only by a link that one of our keys has signed', () => {
    const group = resource(template, 'AWS::CloudFront::KeyGroup', 'WebResultsKeys');
    expect(behaviour.TrustedKeyGroups).toEqual([{ Ref: group.id }]);
    expect(behaviour.AllowedMethods).toEqual(['GET', 'HEAD']);
    expect(behaviour.ViewerProtocolPolicy).toBe('https-only');
  });

  it('come from their bucket, which this distribution may read, signed', () => {
    const origin = Origins.find(({ Id }: { Id: string }) => Id === behaviour.TargetOriginId);
    const bucket = resource(template, 'AWS::S3::Bucket', 'StorageResults');
    expect(origin.DomainName).toEqual({ 'Fn::GetAtt': [bucket.id, 'RegionalDomainName'] });
    expect(origin.OriginAccessControlId).toBeDefined();
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: bucket.id },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:GetObject',
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: {
              StringEquals: {
                'AWS:SourceArn': { 'Fn::Join': ['', Match.arrayWith([{ Ref: distribution.id }])] },
              },
            },
          }),
        ]),
      },
    });
  });

  it('are cached by artifact and saved name, for minutes, because their owner may delete them', () => {
    const { properties } = resource(template, 'AWS::CloudFront::CachePolicy', 'WebResultsCache');
    const { ParametersInCacheKeyAndForwardedToOrigin: key, ...times } =
      properties.CachePolicyConfig;
    expect(key.QueryStringsConfig).toEqual({
      QueryStringBehavior: 'whitelist',
      QueryStrings: ['response-content-disposition'],
    });
    expect([key.HeadersConfig, key.CookiesConfig]).toEqual([
      { HeaderBehavior: 'none' },
      { CookieBehavior: 'none' },
    ]);
    expect(times).toMatchObject({ MinTTL: 0, DefaultTTL: 300, MaxTTL: 300 });
  });

  it('are on the origin of the pages, so that these may load files from no other but the form’s', () => {
    const { properties } = resource(
      template,
      'AWS::CloudFront::ResponseHeadersPolicy',
      'WebHeaders',
    );
    const { ContentSecurityPolicy } = properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    const policy = JSON.stringify(ContentSecurityPolicy);
    expect(policy).toContain('StorageUploads');
    expect(policy).not.toContain('StorageResults');
  });

  it('can be read by pages of another origin if that is configured', () => {
    const corsOf = (from: Template) =>
      resource(from, 'AWS::CloudFront::ResponseHeadersPolicy', 'WebResultsHeaders').properties
        .ResponseHeadersPolicyConfig.CorsConfig;
    const webOrigin = 'https://sing.example';
    expect(corsOf(template)).toBeUndefined();
    expect(corsOf(synthesise({ target: 'aws', context: { webOrigin } }))).toMatchObject({
      AccessControlAllowOrigins: { Items: [webOrigin] },
      AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
      AccessControlExposeHeaders: { Items: expect.arrayContaining(['Content-Range']) },
    });
  });
});

describe('the keys of the links', () => {
  const rotated = synthesise({ target: 'aws', context: { resultKeyVersion: '3' } });
  const keysOf = (from: Template) =>
    Object.values(from.findResources('AWS::CloudFront::PublicKey')).map(
      ({ Properties }) => Properties.PublicKeyConfig.EncodedKey,
    );
  const parametersOf = (from: Template) =>
    Object.values(from.findResources('Custom::SigningKey')).map(
      ({ Properties }) => Properties.parameterName,
    );
  const environmentOf = (from: Template) =>
    resource(from, 'AWS::Lambda::Function', 'FunctionsGetJob').properties.Environment.Variables;

  it('are made during the deployment: the template refers to them only', () => {
    const { id } = resource(template, 'Custom::SigningKey', 'WebResultsKeysPair1');
    expect(keysOf(template)).toEqual([{ 'Fn::GetAtt': [id, 'PublicKey'] }]);
    expect(JSON.stringify(template.toJSON())).not.toMatch(/BEGIN (RSA |PUBLIC|PRIVATE)/);
  });

  it('are named in a parameter, which the function that signs looks for', () => {
    const { id } = resource(template, 'AWS::CloudFront::PublicKey', 'WebResultsKeysKey1');
    const { properties } = resource(template, 'AWS::SSM::Parameter', 'WebResultsKeysLinks');
    const text = JSON.stringify(properties.Value);
    expect(text).toContain(JSON.stringify({ Ref: id }));
    expect(text).toContain(JSON.stringify({ 'Fn::GetAtt': [distribution.id, 'DomainName'] }));
    expect(text).toContain('/MyPitch/result-signing-key/1');
    expect(environmentOf(template)).toMatchObject({ RESULT_LINKS_PARAMETER: properties.Name });
  });

  it('may be read by that function only', () => {
    const read = permissionsOf(template, 'GetJobRole').filter((line) => line.startsWith('ssm:'));
    const parameter = 'arn:AWS::Partition:ssm:AWS::Region:AWS::AccountId:parameter';
    expect(read).toEqual([
      `ssm:GetParameter ${parameter}/MyPitch/result-links/1`,
      `ssm:GetParameter ${parameter}/MyPitch/result-signing-key/1`,
    ]);
    const readers = Object.entries(template.findResources('AWS::IAM::Policy'))
      .filter(([, policy]) => JSON.stringify(policy).includes('result-signing-key'))
      .map(([id]) => id);
    expect(readers).toHaveLength(2);
    expect(readers.filter((id) => /GetJob|MakeSigningKey/.test(id))).toEqual(readers);
  });

  it('are rotated by a higher version; the one before stays accepted', () => {
    expect(parametersOf(rotated)).toEqual([
      '/MyPitch/result-signing-key/3',
      '/MyPitch/result-signing-key/2',
    ]);
    const group = resource(rotated, 'AWS::CloudFront::KeyGroup', 'WebResultsKeys');
    const current = resource(rotated, 'AWS::CloudFront::PublicKey', 'WebResultsKeysKey3');
    const former = resource(rotated, 'AWS::CloudFront::PublicKey', 'WebResultsKeysKey2');
    expect(group.properties.KeyGroupConfig.Items).toEqual([
      { Ref: current.id },
      { Ref: former.id },
    ]);
    const { properties } = resource(rotated, 'AWS::SSM::Parameter', 'WebResultsKeysLinks');
    expect(JSON.stringify(properties.Value)).toContain(JSON.stringify({ Ref: current.id }));
    // Another name makes new instances of the function, which read it again.
    expect(environmentOf(rotated).RESULT_LINKS_PARAMETER).toBe('/MyPitch/result-links/3');
    expect(properties.Name).toBe('/MyPitch/result-links/3');
  });
});

it('locally there is no CloudFront, and the function signs links to S3', () => {
  const local = synthesise({ target: 'local' });
  const { properties } = resource(local, 'AWS::Lambda::Function', 'FunctionsGetJob');
  expect(properties.Environment.Variables).not.toHaveProperty('RESULT_LINKS_PARAMETER');
});
