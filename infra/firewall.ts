import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';

/**
 * A firewall in front of CloudFront that refuses addresses with too many requests, if the operator wants
 * one. CloudFormation creates it in us-east-1 only.
 * @returns the property of the distribution.
 */
export function addFirewall(
  scope: Construct,
  { wafRequestsPerFiveMinutes: limit }: Config,
): { readonly webAclId?: string } {
  if (limit === undefined) return {};
  const visibility = (metricName: string) => ({
    cloudWatchMetricsEnabled: true,
    metricName,
    // Samples hold addresses and paths.
    sampledRequestsEnabled: false,
  });
  const firewall = new CfnWebACL(scope, 'Firewall', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visibility('Firewall'),
    rules: [
      {
        name: 'RequestsOfOneAddress',
        priority: 0,
        action: { block: { customResponse: { responseCode: 429 } } },
        statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit } },
        visibilityConfig: visibility('RequestsOfOneAddress'),
      },
    ],
  });
  return { webAclId: firewall.attrArn };
}
