import { clientTable } from '@my-pitch/shared/table';
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { type Config, clientLimitOf } from './config.ts';
import type { JobFunction } from './job-function.ts';
import type { JobFunctions } from './job-functions.ts';
import { type OriginSecrets, originSecretsOf } from './origin-secret.ts';

export interface RequestProtectionProps {
  readonly config: Config;
  readonly functions: JobFunctions;
  /** The function that lets sockets in. */
  readonly connect: JobFunction;
}

/** What the functions behind the API need to refuse requests: the origin secret, and limits of each client. */
export class RequestProtection extends Construct {
  /** The secret that the pages' origin sends with each request. */
  readonly originSecret: string;
  /** The functions that accept it. They have to be updated before the origin sends it. */
  readonly guarded: readonly IDependable[];

  constructor(scope: Construct, id: string, props: RequestProtectionProps) {
    super(scope, id);
    const { config, functions, connect } = props;
    const { createJob, getJob, getLimits, cancelJob, describeApi } = functions;
    const { getCorrections, putCorrections } = functions;
    const secrets: OriginSecrets = originSecretsOf(this, config);
    this.originSecret = secrets.present;
    const corrections = [getCorrections, putCorrections];
    const guarded = [createJob, getJob, getLimits, cancelJob, ...corrections, describeApi, connect];
    this.guarded = guarded;
    for (const each of guarded) {
      each.addEnvironment('ORIGIN_SECRETS', secrets.accepted);
    }
    const clients = this.#clientTable();
    for (const each of [createJob, cancelJob, putCorrections]) {
      this.#limitClients(each, clients, config);
    }
  }

  /** Has neither a stream nor backups: what it holds is of use for minutes. */
  #clientTable(): TableV2 {
    const clients = new TableV2(this, 'Clients', {
      partitionKey: { name: clientTable.partitionKey, type: AttributeType.STRING },
      timeToLiveAttribute: clientTable.ttlAttribute,
      encryption: TableEncryptionV2.awsManagedKey(),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(clients).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'A backup would keep hashes of addresses for weeks, and nobody needs them restored.',
    });
    return clients;
  }

  #limitClients(limited: JobFunction, clients: TableV2, config: Config): void {
    const { burst, perHour } = clientLimitOf(config);
    limited.addEnvironment('CLIENT_TABLE_NAME', clients.tableName);
    limited.addEnvironment('CLIENT_BURST', String(burst));
    limited.addEnvironment('CLIENT_SONGS_PER_HOUR', String(perHour));
    Grant.addToPrincipal({
      grantee: limited,
      actions: ['dynamodb:UpdateItem'],
      resourceArns: [clients.tableArn],
    });
  }
}
