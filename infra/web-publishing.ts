import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct, IConstruct } from 'constructs';

const hashedAssets = '_next/static/*';

export interface PublishPagesProps {
  readonly pages: IBucket;
  readonly distribution: Distribution;
  readonly webFolder: string;
}

/**
 * Copies the static export to the bucket. Assets come first and are never deleted because open pages
 * may still request them; then the pages, with an invalidation of the CDN cache.
 */
export function publishPages(
  scope: Construct,
  { pages, distribution, webFolder }: PublishPagesProps,
): void {
  const assets = new BucketDeployment(scope, 'PublishAssets', {
    sources: [Source.asset(webFolder)],
    destinationBucket: pages,
    exclude: ['*'],
    include: [hashedAssets],
    prune: false,
    cacheControl: [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
  });
  const fresh = new BucketDeployment(scope, 'PublishPages', {
    sources: [Source.asset(webFolder)],
    destinationBucket: pages,
    exclude: [hashedAssets],
    cacheControl: [CacheControl.noCache()],
    distribution,
    distributionPaths: ['/*'],
  });
  fresh.node.addDependency(assets);
  acknowledgePublisher(fresh.handlerRole.node.scope ?? fresh, pages);
}

/** CDK publishes with a helper function; `helper` contains it and its role. */
function acknowledgePublisher(helper: IConstruct, pages: IBucket): void {
  const pagesId = Stack.of(pages).getLogicalId(pages.node.defaultChild as CfnBucket);
  const findings = [
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'IAM5[Action::s3:GetBucket*]',
    'IAM5[Action::s3:GetObject*]',
    'IAM5[Action::s3:List*]',
    'IAM5[Action::s3:Abort*]',
    'IAM5[Action::s3:DeleteObject*]',
    'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    `IAM5[Resource::<${pagesId}.Arn>/*]`,
    'IAM5[Resource::*]',
    'L1',
  ];
  for (const finding of findings) {
    Validations.of(helper).acknowledge({
      id: `AwsSolutions-${finding}`,
      reason: "CDK's helper function: it only fills the pages' bucket during deployments.",
    });
  }
}
