import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { policyHeader } from '@my-pitch/shared/content-security-policy';
import { originSecretHeader } from '@my-pitch/shared/origin';
import { socketPath } from '@my-pitch/shared/socket';
import { Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import { addFirewall } from './firewall.ts';
import type { RequestProtection } from './request-protection.ts';
import { ResultDelivery } from './result-delivery.ts';
import type { ResultKeys } from './result-keys.ts';
import { privateBucket, type Storage } from './storage.ts';
import { publishPages } from './web-publishing.ts';

const accessLogDays = 30;

/** A CloudFront Function: maps `/song` to song.html and `/` to index.html. */
const pageFile = `function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  else if (!request.uri.split('/').pop().includes('.')) request.uri += '.html';
  return request;
}`;

export interface WebHostingProps {
  readonly config: Config;
  readonly storage: Storage;
  readonly api: HttpApi;
  readonly protection: RequestProtection;
  readonly sockets: WebSocketApi;
  /** The folder of the static export; may not exist yet. */
  readonly webFolder: string;
}

/** The pages on S3 behind CloudFront, with the API under `/api` and the results of the same origin. */
export class WebHosting extends Construct {
  readonly url: string;
  /** The keys that sign links to results under {@link url}. */
  readonly resultKeys: ResultKeys;

  constructor(scope: Construct, id: string, props: WebHostingProps) {
    super(scope, id);
    const { config, storage, api, sockets, protection, webFolder } = props;
    // The library's types do not satisfy exactOptionalPropertyTypes.
    const accessLogs = new Bucket(
      this,
      'AccessLogs',
      privateBucket(config.target, accessLogDays),
    ) as IBucket;
    const pages = new Bucket(this, 'Pages', {
      ...privateBucket(config.target),
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'pages/',
    }) as IBucket;
    const responseHeadersPolicy = this.#responseHeaders(storage);
    const results = new ResultDelivery(this, 'Results', config, storage);
    this.resultKeys = results.keys;
    const distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(pages),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy,
        compress: true,
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: this.#pageFileFunction() },
        ],
      },
      additionalBehaviors: {
        '/api/*': {
          ...gatewayBehaviour(api, protection),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          responseHeadersPolicy,
        },
        [socketPath]: gatewayBehaviour(sockets, protection),
        ...results.behaviours,
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...this.#domain(config),
      ...addFirewall(this, config),
    });
    // The functions accept a new secret before CloudFront sends it.
    distribution.node.addDependency(...protection.guarded);
    acknowledgeDistribution(distribution, config);
    this.url = `https://${config.webDomain ?? distribution.distributionDomainName}`;
    results.keys.publishLinks(this.url);
    if (existsSync(join(webFolder, 'index.html')))
      publishPages(this, { pages, distribution, webFolder });
  }

  #pageFileFunction(): EdgeFunction {
    return new EdgeFunction(this, 'PageFile', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(pageFile),
    });
  }

  #domain({ webDomain, certificateArn }: Config) {
    if (!webDomain || !certificateArn) return {};
    return {
      domainNames: [webDomain],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    };
  }

  #responseHeaders(storage: Storage): ResponseHeadersPolicy {
    const policy = policyHeader({
      uploads: [`https://${storage.uploads.bucketRegionalDomainName}`],
      // They come from the origin of the pages.
      results: [],
    });
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: `${policy}; upgrade-insecure-requests`,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
          {
            header: 'Permissions-Policy',
            value: 'camera=(), geolocation=(), microphone=(self)',
            override: true,
          },
        ],
      },
    });
  }
}

/** Forwards to an API of API Gateway, uncached; a WebSocket as well. */
function gatewayBehaviour(
  api: HttpApi | WebSocketApi,
  { originSecret }: RequestProtection,
): BehaviorOptions {
  const host = Fn.join('.', [
    api.apiId,
    'execute-api',
    Stack.of(api).region,
    Stack.of(api).urlSuffix,
  ]);
  return {
    origin: new HttpOrigin(host, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [originSecretHeader]: originSecret },
    }),
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  };
}

function acknowledgeDistribution(distribution: Distribution, config: Config): void {
  const findings = Validations.of(distribution);
  findings.acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Users may be in any country.' },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Its lines hold paths with the ids of jobs, which open results, and addresses.',
    },
  );
  if (config.wafRequestsPerFiveMinutes === undefined) {
    findings.acknowledge({
      id: 'AwsSolutions-CFR2',
      reason: 'A firewall costs money while idle; clients, routes and the queue are limited.',
    });
  }
  if (config.webDomain) return;
  findings.acknowledge({
    id: 'AwsSolutions-CFR4',
    reason: 'The default certificate determines the protocol; a custom domain requires TLS 1.2.',
  });
}
