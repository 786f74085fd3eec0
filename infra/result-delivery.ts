import { artifactPrefix } from '@my-pitch/shared/keys';
import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheQueryStringBehavior,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import { ResultKeys } from './result-keys.ts';
import type { Storage } from './storage.ts';

/** A song that its owner has deleted stays at most this long in the caches of the edge. */
const maxCached = Duration.minutes(5);

/** Results on the origin of the pages: through CloudFront from S3, only by a signed link. */
export class ResultDelivery extends Construct {
  readonly keys: ResultKeys;
  /** The path pattern of all artifacts, and how CloudFront serves them. */
  readonly behaviours: Readonly<Record<string, BehaviorOptions>>;

  constructor(scope: Construct, id: string, config: Config, storage: Storage) {
    super(scope, id);
    this.keys = new ResultKeys(this, 'Keys', config);
    const behaviour: BehaviorOptions = {
      // The library's types do not satisfy exactOptionalPropertyTypes.
      origin: S3BucketOrigin.withOriginAccessControl(storage.results as IBucket),
      trustedKeyGroups: [this.keys.group],
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: this.#cachePolicy(),
      responseHeadersPolicy: this.#responseHeaders(config),
      compress: true,
    };
    this.behaviours = { [`/${artifactPrefix}*`]: behaviour };
  }

  /** CloudFront keeps a link's own parameters from the key of the cache and from S3. */
  #cachePolicy(): CachePolicy {
    return new CachePolicy(this, 'Cache', {
      // S3 answers with this header, so responses with another one are others.
      queryStringBehavior: CacheQueryStringBehavior.allowList('response-content-disposition'),
      minTtl: Duration.seconds(0),
      defaultTtl: maxCached,
      maxTtl: maxCached,
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  #responseHeaders({ webOrigin }: Config): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        // A result that is opened as a page of its own must not act as one of ours.
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; sandbox",
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      // Pages on the distribution's own address need none.
      ...(webOrigin !== undefined && {
        corsBehavior: {
          accessControlAllowOrigins: [webOrigin],
          accessControlAllowMethods: ['GET', 'HEAD'],
          accessControlAllowHeaders: ['Range'],
          accessControlExposeHeaders: ['Accept-Ranges', 'Content-Length', 'Content-Range', 'ETag'],
          accessControlAllowCredentials: false,
          accessControlMaxAge: Duration.hours(1),
          originOverride: true,
        },
      }),
    });
  }
}
