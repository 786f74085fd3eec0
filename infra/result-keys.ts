import type { ResultLinks } from '@my-pitch/shared/result-links';
import { ArnFormat, CustomResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import { KeyGroup, PublicKey } from 'aws-cdk-lib/aws-cloudfront';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import { JobFunction } from './job-function.ts';

/**
 * The keys that sign links to results. A custom resource makes each pair during the deployment, so no
 * operator handles a key and no template contains one: the private key is an encrypted parameter.
 *
 * To rotate, the operator raises `resultKeyVersion`. The version before it stays accepted until the next
 * rotation, for the links that it has signed.
 */
export class ResultKeys extends Construct {
  readonly group: KeyGroup;
  /** The name of the parameter that tells `get-job` how to sign links. It changes with the key. */
  readonly linksParameter: string;
  readonly #keyId: string;
  readonly #keyParameter: string;

  constructor(scope: Construct, id: string, { resultKeyVersion: version }: Config) {
    super(scope, id);
    const maker = new JobFunction(this, 'MakeSigningKey', {
      folder: 'make-signing-key',
      environment: {},
      timeout: Duration.minutes(1),
    });
    this.#grantKeys(maker);
    const versions = version > 1 ? [version, version - 1] : [version];
    const [current, ...others] = versions.map((each) => this.#key(maker, each));
    if (!current) throw new RangeError('There is no version of the key');
    this.group = new KeyGroup(this, 'Group', { items: [current, ...others] });
    this.#keyId = current.publicKeyId;
    this.#keyParameter = this.#parameterName(version);
    this.linksParameter = `/${Stack.of(this).stackName}/result-links/${version}`;
  }

  /** Tells `get-job` to sign links for this origin, after CloudFront accepts them. */
  publishLinks(origin: string): void {
    const links: ResultLinks = { origin, keyId: this.#keyId, keyParameter: this.#keyParameter };
    const parameter = new StringParameter(this, 'Links', {
      parameterName: this.linksParameter,
      stringValue: Stack.of(this).toJsonString(links),
    });
    parameter.node.addDependency(this.group);
  }

  /** Allows reading how to sign links, and the key. */
  grantRead(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['ssm:GetParameter'],
      resourceArns: [this.linksParameter, this.#keyParameter].map((name) =>
        this.#parameterArn(name),
      ),
    });
  }

  #key(maker: JobFunction, version: number): PublicKey {
    const made = new CustomResource(this, `Pair${version}`, {
      serviceToken: maker.functionArn,
      resourceType: 'Custom::SigningKey',
      serviceTimeout: Duration.minutes(2),
      properties: { parameterName: this.#parameterName(version) },
    });
    // The permissions are a policy of their own, which nothing else would wait for.
    made.node.addDependency(maker.executionRole);
    return new PublicKey(this, `Key${version}`, { encodedKey: made.getAttString('PublicKey') });
  }

  /** A version that is no longer used is deleted after the role has lost it: hence all versions. */
  #grantKeys(maker: JobFunction): void {
    Grant.addToPrincipal({
      grantee: maker,
      actions: ['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'],
      resourceArns: [this.#parameterArn(this.#parameterName('*'))],
    });
    const { stackName } = Stack.of(this);
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/${stackName}/result-signing-key/*]`,
      reason: 'The wildcard stands for the version of the key only.',
    });
  }

  #parameterName(version: number | '*'): string {
    return `/${Stack.of(this).stackName}/result-signing-key/${version}`;
  }

  #parameterArn(name: string): string {
    return Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: name.slice(1),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}
