import { CustomResource, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import { JobFunction } from './job-function.ts';

/** The secret between the pages' origin and the functions. */
export interface OriginSecrets {
  /** What the origin sends after this deployment. */
  readonly present: string;
  /** What the functions accept, comma-separated. */
  readonly accepted: string;
}

/**
 * On AWS, a function derives the secret of each deployment from a key that never leaves the account. The
 * local target gets it from whoever starts it.
 */
export function originSecretsOf(scope: Construct, config: Config): OriginSecrets {
  if (config.target === 'local') {
    return { present: config.originSecret, accepted: config.originSecret };
  }
  const key = new Secret(scope, 'OriginKey', {
    description: 'Key of the secret between CloudFront and the functions',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(key).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Each deployment changes the secret that is derived from it; the key itself is not sent.',
  });
  const handler = new JobFunction(scope, 'OriginSecret', {
    folder: 'origin-secret',
    // CloudFormation puts the value in; the template has only a reference.
    environment: { ORIGIN_KEY: key.secretValue.unsafeUnwrap() },
  });
  const derived = new CustomResource(scope, 'OriginSecrets', {
    serviceToken: handler.functionArn,
    resourceType: 'Custom::OriginSecrets',
    properties: { rotation: config.originRotation },
  });
  // Its permissions are policies of their own, which nothing else would wait for.
  derived.node.addDependency(handler, handler.executionRole);
  return { present: derived.getAttString('Present'), accepted: derived.getAttString('Accepted') };
}
