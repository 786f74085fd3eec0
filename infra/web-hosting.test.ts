import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emptyFolder, synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws' });

describe('the pages', () => {
  it('are read from S3 by this distribution only', () => {
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: Match.objectLike({
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      }),
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:GetObject',
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  it('are published if they are built; the stack deploys without them', () => {
    template.resourceCountIs('Custom::CDKBucketDeployment', 0);
    const webFolder = emptyFolder();
    writeFileSync(join(webFolder, 'index.html'), '<p>Sing</p>');
    const built = synthesise({ target: 'aws', webFolder });
    built.resourceCountIs('Custom::CDKBucketDeployment', 2);
    built.hasResourceProperties('Custom::CDKBucketDeployment', {
      DistributionPaths: ['/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
    });
  });

  it('are found by their address without an extension', () => {
    const [edge] = Object.values(template.findResources('AWS::CloudFront::Function'));
    const uriOf = (uri: string): string =>
      runInNewContext(
        `${edge?.Properties.FunctionCode}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`,
      );
    expect(['/', '/song', '/song.html', '/_next/static/a.b.js', '/en/'].map(uriOf)).toEqual([
      '/index.html',
      '/song.html',
      '/song.html',
      '/_next/static/a.b.js',
      '/en/index.html',
    ]);
  });
});

describe('the distribution', () => {
  it('forwards /api/* to the HTTP API, uncached, with every method and every header except Host', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        CacheBehaviors: Match.arrayWith([
          Match.objectLike({
            PathPattern: '/api/*',
            AllowedMethods: Match.arrayWith(['POST', 'DELETE']),
            ViewerProtocolPolicy: 'https-only',
            CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
            OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
          }),
        ]),
      }),
    });
  });

  it('keeps no log of requests: their paths have ids that open results', () => {
    const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    expect(distribution?.Properties.DistributionConfig).not.toHaveProperty('Logging');
  });

  it('forwards the socket to the WebSocket API of the same origin', () => {
    const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    const { CacheBehaviors, Origins } = distribution?.Properties.DistributionConfig ?? {};
    const behaviour = CacheBehaviors.find(
      ({ PathPattern }: { PathPattern: string }) => PathPattern === '/live',
    );
    const origin = Origins.find(({ Id }: { Id: string }) => Id === behaviour.TargetOriginId);
    expect(JSON.stringify(origin.DomainName)).toMatch(/PushSockets.*execute-api/);
    // The path on that host is the stage.
    expect(origin).not.toHaveProperty('OriginPath');
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { StageName: 'live' });
    expect(behaviour).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    });
  });

  it('adds security headers', () => {
    const policies = template.findResources('AWS::CloudFront::ResponseHeadersPolicy');
    const policy = Object.entries(policies).find(([id]) => id.startsWith('WebHeaders'))?.[1];
    const headers = policy?.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    expect(headers).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
    });
    const csp = JSON.stringify(headers.ContentSecurityPolicy);
    expect(csp).toContain("default-src 'none'; script-src 'self' ");
    expect(csp).toContain('RegionalDomainName');
    expect(csp).toContain('; upgrade-insecure-requests');
  });

  it('has the same headers for every build of the pages, so that pages of two releases work at once', () => {
    const headersOf = (script: string) => {
      const webFolder = emptyFolder();
      writeFileSync(join(webFolder, 'index.html'), `<script>${script}</script>`);
      return synthesise({ target: 'aws', webFolder }).findResources(
        'AWS::CloudFront::ResponseHeadersPolicy',
      );
    };
    expect(headersOf('start(2)')).toEqual(headersOf('start(1)'));
  });

  it('supports a custom domain with TLS 1.2', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0';
    const own = synthesise({
      target: 'aws',
      context: { webDomain: 'sing.example', certificateArn },
    });
    own.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['sing.example'],
        ViewerCertificate: Match.objectLike({ MinimumProtocolVersion: 'TLSv1.2_2021' }),
      }),
    });
    own.hasOutput('WebUrl', { Value: 'https://sing.example' });
  });
});
