import { queueItemKey } from '@my-pitch/shared/queue-summary';
import { socketStage } from '@my-pitch/shared/socket';
import { jobStatuses } from '@my-pitch/shared/status';
import { connectionTable, jobTable } from '@my-pitch/shared/table';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnApi,
  LogGroupLogDestination,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, type ITable, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { cpuStartSeconds } from './capacity/cpu-workers.ts';
import { type Config, webOriginOf } from './config.ts';
import { allowGatewayLogs } from './gateway-logs.ts';
import { JobFunction } from './job-function.ts';
import type { Storage } from './storage.ts';

export interface PushProps {
  readonly config: Config;
  readonly storage: Storage;
}

/** The WebSocket API on which pages follow jobs, and the function that the job table's stream feeds. */
export class Push extends Construct {
  readonly api: WebSocketApi;
  readonly functions: readonly JobFunction[];
  readonly #connections: TableV2;
  readonly #stage: WebSocketStage;

  constructor(scope: Construct, id: string, { config, storage }: PushProps) {
    super(scope, id);
    this.#connections = this.#table();
    this.api = new WebSocketApi(this, 'Sockets', {
      routeSelectionExpression: '$request.body.action',
    });
    this.#stage = this.#addStage(config);
    const environment = this.#environment(config, storage);
    const [connect, follow, disconnect, push] = (
      [
        ['Connect', 'connect'],
        ['Follow', 'follow'],
        ['Disconnect', 'disconnect'],
        ['Push', 'push'],
      ] as const
    ).map(([name, folder]) => new JobFunction(this, name, { folder, environment }));
    if (!connect || !follow || !disconnect || !push) throw new Error('A function is missing');
    this.functions = [connect, follow, disconnect, push];
    this.#route('$connect', connect);
    this.#route('$disconnect', disconnect);
    this.#route('follow', follow);
    this.#feed(push, storage);
    this.#grant({ follow, disconnect, push }, storage);
    acknowledgeOpenAccess(this.api);
  }

  #table(): TableV2 {
    const table = new TableV2(this, 'Connections', {
      partitionKey: { name: connectionTable.partitionKey, type: AttributeType.STRING },
      sortKey: { name: connectionTable.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: connectionTable.ttlAttribute,
      encryption: TableEncryptionV2.awsManagedKey(),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'It holds open connections, which a page opens again within minutes.',
    });
    return table;
  }

  #addStage(config: Config): WebSocketStage {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: socketStage,
      autoDeploy: true,
      // A waiting page sends a message in 50 s.
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        // Neither a job's id, which is in a message, nor a connection's id or address.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            requestTime: '$context.requestTime',
            eventType: '$context.eventType',
            routeKey: '$context.routeKey',
            status: '$context.status',
          }),
        ),
      },
    });
    if (config.target === 'aws') allowGatewayLogs(stage);
    return stage;
  }

  /** Exactly the variables of `socketEnvSchema`. */
  #environment(config: Config, storage: Storage): Readonly<Record<string, string>> {
    const webOrigin = webOriginOf(config);
    return {
      JOB_TABLE_NAME: storage.jobs.tableName,
      CONNECTION_TABLE_NAME: this.#connections.tableName,
      SOCKET_ENDPOINT:
        config.target === 'local'
          ? `/_aws/execute-api/${this.api.apiId}/${socketStage}`
          : this.#stage.callbackUrl,
      ...(webOrigin !== undefined && { WEB_ORIGIN: webOrigin }),
      WORKER_START_SECONDS: String(config.target === 'local' ? 0 : cpuStartSeconds),
    };
  }

  #route(routeKey: string, handler: JobFunction): void {
    const integration = new WebSocketLambdaIntegration(`${handler.node.id}Integration`, handler);
    this.api.addRoute(routeKey, { integration });
  }

  /**
   * Changes of jobs, without those that wait for their upload since nobody has seen them yet, and of the
   * queue's counters.
   */
  #feed(push: JobFunction, { jobs }: Storage): void {
    const statuses = jobStatuses.filter((status) => status !== 'awaiting-upload');
    push.addEventSource(
      // The library's types do not satisfy exactOptionalPropertyTypes.
      new DynamoEventSource(jobs as ITable, {
        startingPosition: StartingPosition.LATEST,
        batchSize: 100,
        filters: [
          { NewImage: { status: { S: FilterRule.or(...statuses) } } },
          { Keys: { [jobTable.partitionKey]: { S: FilterRule.isEqual(queueItemKey) } } },
        ].map((dynamodb) =>
          FilterCriteria.filter({ eventName: FilterRule.isEqual('MODIFY'), dynamodb }),
        ),
        // What is older reaches a page with its next message.
        retryAttempts: 1,
        maxRecordAge: Duration.minutes(1),
      }),
    );
  }

  #grant(
    { follow, disconnect, push }: Readonly<Record<'follow' | 'disconnect' | 'push', JobFunction>>,
    storage: Storage,
  ): void {
    const everyConnection = Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.api.apiId,
      resourceName: `${socketStage}/POST/@connections/*`,
    });
    for (const teller of [follow, push]) {
      storage.grantJobs(teller, 'dynamodb:GetItem');
      this.#grantConnections(
        teller,
        ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchWriteItem'],
      );
      Grant.addToPrincipal({
        grantee: teller,
        actions: ['execute-api:ManageConnections'],
        resourceArns: [everyConnection],
      });
    }
    this.#grantConnections(disconnect, 'GetItem', 'BatchWriteItem');
    acknowledgeEveryConnection(this.api);
  }

  #grantConnections(grantee: JobFunction, ...operations: readonly string[]): void {
    Grant.addToPrincipal({
      grantee,
      actions: operations.map((operation) => `dynamodb:${operation}`),
      resourceArns: [this.#connections.tableArn],
    });
  }
}

function acknowledgeOpenAccess(api: WebSocketApi): void {
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'There are no accounts: an unguessable id in the message grants following a job.',
  });
}

function acknowledgeEveryConnection(api: WebSocketApi): void {
  const stack = Stack.of(api);
  const apiId = stack.getLogicalId(api.node.defaultChild as CfnApi);
  Validations.of(stack).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${apiId}>/${socketStage}/POST/@connections/*]`,
    reason: 'The wildcard stands for the id of a connection.',
  });
}
